# Makes a first file system for a guest: its name, the other guest it looks for, the file to write.
set -e
name=$1; other=$2; out=$3
d=$(mktemp -d)
mkdir -p $d/bin $d/modules $d/dev
cp /bin/busybox $d/bin/busybox
k=$(ls -d /lib/modules/*cloud-amd64 | tail -1)
for m in virtio_ring virtio virtio_pci_legacy_dev virtio_pci_modern_dev virtio_pci failover net_failover virtio_net; do f=$(find $k -name $m.ko); [ -n "$f" ] && cp $f $d/modules/ && echo $m.ko >> $d/modules/order; done
cat > $d/init <<EOI
#!/bin/busybox sh
/bin/busybox mkdir -p /proc /sys /etc
/bin/busybox --install -s /bin
mount -t proc proc /proc; mount -t sysfs sysfs /sys
export PATH=/bin
dmesg -n 1
while read -r m; do insmod /modules/\$m; done < /modules/order
ip link set lo up; ip link set eth0 up
cat > /etc/script <<'EOS'
#!/bin/sh
if [ "\$1" = bound ]; then ip addr add \$ip/\$mask dev eth0; [ -n "\$router" ] && ip route add default via \$router; echo "nameserver \$dns" > /etc/resolv.conf; fi
EOS
chmod 755 /etc/script
until udhcpc -i eth0 -x hostname:$name -s /etc/script -n -t 5 -T 5 -q; do :; done; echo "LEASE \$(ip -4 addr show dev eth0 | grep inet)"
addr=
while [ -z "\$addr" ]; do addr=\$(nslookup $other 2>/dev/null | sed -n '/^Name:/,\$s/^Address.*[ :]\(192[0-9.]*\).*/\1/p' | head -n 1); [ -n "\$addr" ] || sleep 1; done; echo "RESOLVED $other \$addr"
while ! ping -c 1 -W 2 \$addr >/dev/null 2>&1; do sleep 1; done; echo "PINGED $other"
while ! wget -q -O - http://192.168.122.1:8099/ >/tmp.out 2>/dev/null; do sleep 1; done; echo "SERVER \$(cat /tmp.out)"
echo DONE
sleep 100000
EOI
chmod 755 $d/init
(cd $d && find . | busybox cpio -o -H newc 2>/dev/null | gzip -1) > $out
rm -rf $d
