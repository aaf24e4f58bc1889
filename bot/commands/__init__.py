"""What people can tell the assistant to do, a slash before it."""
