"""From rows to what scrutiny shows of them; reads only, writes nothing."""
