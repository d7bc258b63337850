"""What the partners read (`profile`, `guides`) and what the office may read (`office`, `attention`)."""
