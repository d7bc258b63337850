"""Who may do what on the public pages and behind them. The office's own pages: `programmes.rules`."""
