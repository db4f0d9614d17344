"""Fine-tuning of the embedded model on a user's own pairs (extra ``train``); imported by nothing else."""
