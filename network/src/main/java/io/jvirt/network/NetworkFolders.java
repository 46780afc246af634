package io.jvirt.network;

import io.jvirt.api.spi.Place;
import io.jvirt.host.HostException;
import io.jvirt.host.file.Folders;
import io.jvirt.network.dnsmasq.DnsmasqFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Where the networks of a place keep their things.
 *
 * @param place the place's part for networks
 * @param hooks the folder of scripts that administrators have told to be run
 */
record NetworkFolders(Place place, Path hooks) {
    private static final int READABLE = 0755;

    static NetworkFolders of(Place place) {
        return new NetworkFolders(place.part("network"), place.config().resolve("hooks"));
    }

    /** Makes the folders. dnsmasq reads its files as a user of its own, so that its folder is open to all. */
    void create() {
        Folders.makePrivate(place.run());
        for (Path folder : new Path[] {place.state(), dnsmasq()}) {
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                throw new HostException("Cannot create folder '" + folder + "': " + e.getMessage(), e);
            }
            Folders.changeMode(folder, READABLE);
        }
    }

    private Path dnsmasq() {
        return place.state().resolve("dnsmasq");
    }

    DnsmasqFiles dnsmasq(String network) {
        return new DnsmasqFiles(dnsmasq(), network);
    }

    Path pidFile(String network) {
        return place.run().resolve(network + ".pid");
    }

    Path status(String network) {
        return place.run().resolve(network + ".xml");
    }

    Path ports(UUID network) {
        return place.run().resolve("ports").resolve(network.toString());
    }

    /** {@return the note that the default network was made once, so that one who removed it is not given it again} */
    Path defaultMade() {
        return place.state().resolve("default-made");
    }

    /** {@return the note of the host's run in which networks were started} */
    Path autostarted() {
        return place.run().resolve("autostarted");
    }
}
