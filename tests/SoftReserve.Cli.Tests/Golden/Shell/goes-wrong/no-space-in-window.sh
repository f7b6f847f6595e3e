# one-window-uncommitted --kernel v4
# -34: the window is HMEM's, whatever the tool thinks (bug L1)
# (recorded: captures/v4/i-teardown-cxl, n09-hmem-then-reenable.cxlfirst)
grep -A3 'Soft Reserved' /proc/iomem
cxl create-region -t ram -d decoder0.0 -w 1 -m mem0
