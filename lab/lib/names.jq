# `cxl list -vvv` or `daxctl list -RDM` as it would be if names said what they name, not which came
# first: cards by serial number, ports by host, regions by first byte. Arrays are sorted. What a
# machine file does not tell is left out: the firmware of a card, and what it says of itself
# (alerts, partitions).

def table: map(select(.key | type == "string")) | from_entries;

# old name -> new name
def names:
  [.. | objects] as $all
  | ($all | map(select(has("memdev") and has("serial"))
      | {key: .memdev, value: "card \(.serial)"}) | table) as $cards
  | ($all | map(select(has("port")) | {key: .port, value: "port of \(.host)"}) | table) as $ports
  | ($all | map(select(has("endpoint"))
      | {key: .endpoint, value: "port of \($cards[.host] // .host)"}) | table) as $endpoints
  | ($all | map(select(has("region") and has("type"))
      | {key: .region, value: "region at \(.resource)"}) | table) as $regions
  | ($ports + $endpoints | with_entries(.key |= sub("^[a-z]+"; ""))) as $numbers
  | ($all | map(.decoder? // empty | capture("^decoder(?<port>[0-9]+)[.](?<id>[0-9]+)$")
      | {key: "decoder\(.port).\(.id)",
         value: "decoder \(.id) of \($numbers[.port] // "root")"}) | table) as $decoders
  | $cards + $ports + $endpoints + $regions + $decoders;

# numbers of dax devices and of their regions count what came
def dax:
  sub("dax_region[0-9]+"; "dax_region*") | sub("^dax[0-9]+[.]"; "dax*.")
  | sub("/region[0-9]+/"; "/region*/") | sub("^/platform/hmem[.][0-9]+"; "/platform/hmem.*");

def kept: IN("alert_config", "partition_info", "firmware", "firmware_version") | not;

names as $names
| walk(
    if type == "object" then
      with_entries(select(.key | kept) | .key |= sub(":[a-z]+[0-9.]+$"; ""))
      | if has("path") then del(.id) else . end
      | if has("daxregion") then .daxregion |= del(.id) else . end
    elif type == "array" then sort_by(tojson)
    elif type == "string" then $names[.] // dax
    else . end)
