"""What the terminal itself says."""

NO_SUCH_FILE = "Ik kan het bestand {path} niet vinden of niet lezen."
FILE_WRITTEN = "Opgeslagen als {path}"
