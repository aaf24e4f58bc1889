import os

# ONNX Runtime otherwise gives this machine an identifier and reports to its maker, from when it is imported.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
