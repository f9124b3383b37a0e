"""What several pages share: state, filter, saving, links, heads and figures."""
