"""What people who ask notice while the documents are read again."""
