"""The screens the operator can be on, one module each: what it looks like, and what pressing or writing does there."""
