"""Pictures: a result object in, a Plotly figure out."""
