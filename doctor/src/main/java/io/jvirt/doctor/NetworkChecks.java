package io.jvirt.doctor;

import io.jvirt.host.facts.Kernel;
import java.util.ArrayList;
import java.util.List;

/** What virtual networks are made of. */
final class NetworkChecks implements Check {
    private static final String AREA = "Network";

    @Override
    public List<Finding> run(Programs programs) {
        List<Finding> findings = new ArrayList<>();
        findings.add(program(programs, "dnsmasq", "--version", "dnsmasq-base", "serves DHCP and DNS to guests"));
        findings.add(program(programs, "nft", "--version", "nftables", "sets the rules of virtual networks"));
        findings.add(program(programs, "ip", "-V", "iproute2", "shows and makes links"));
        findings.add(device("/dev/net/tun", "carries guests' network cards", "modprobe tun"));
        findings.add(device("/dev/vhost-net", "lets the kernel move guests' packets", "modprobe vhost_net"));
        findings.add(device("/dev/vhost-vsock", "connects guests and host by vsock", "modprobe vhost_vsock"));
        return findings;
    }

    private static Finding program(Programs programs, String name, String versionOption, String packageName, String use) {
        return programs.find(name)
                .map(binary -> Finding.pass(AREA, name, programs.firstLine(binary, versionOption).orElse(binary.toString())))
                .orElseGet(() -> Finding.warn(AREA, name, "is not installed; it " + use, "apt-get install " + packageName));
    }

    private static Finding device(String path, String use, String remedy) {
        return Kernel.hasDevice(path)
                ? Finding.pass(AREA, path, "exists")
                : Finding.warn(AREA, path, "does not exist; it " + use, remedy);
    }
}
