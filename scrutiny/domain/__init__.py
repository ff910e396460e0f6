"""The rules of scrutiny, without Django: statutory clocks and coverage."""
