#!/bin/sh
# One event of the kernel: a module for what was added.
case $ACTION$DEVPATH in
    change*/mem/full) : > /run/answered ;;
    add*)
        case $MODALIAS in
            pci:*bc05sc02* | acpi:ACPI001[67]* | platform:hmem* | cxl:* | dax:* | nd:*)
                read -r now rest < /proc/uptime
                echo "$now $DEVPATH $MODALIAS" >> /run/events.txt
                /usr/sbin/modprobe -b -q -- "$MODALIAS"
                ;;
        esac
        ;;
esac
