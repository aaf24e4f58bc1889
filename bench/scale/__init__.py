"""What passages cost by their number and index type: time, disk, memory, and what a search misses."""
