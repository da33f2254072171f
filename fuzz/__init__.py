"""Coverage-guided fuzzing of the readers and the flow: `make fuzz`. docs/reliability.md says what to do with a finding."""
