"""What those who run the assistant see of it: metrics, health, logs and traces."""
