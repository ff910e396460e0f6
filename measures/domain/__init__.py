"""The statistics, and the reading of files, without Django."""
