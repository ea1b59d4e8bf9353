"""What things cost: run by hand, or in a short form by CI for their sanity."""
