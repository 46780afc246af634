package io.jvirt.demo;

import io.jvirt.api.Connection;
import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.Jvirt;
import io.jvirt.api.JvirtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The demonstration, step by step. */
final class Demo {
    private static final String URI = "qemu:///session";
    /** An emulated guest on a busy machine takes its time. */
    private static final Duration BOOT_LIMIT = Duration.ofMinutes(3);

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
    private static final String GREETING = "in a guest of Jvirt";

    private final Progress progress;
    private final String name;
    private final Path cache;
    private final Debian debian;

    Demo(Progress progress, String name, Path cache, boolean root) {
        this.progress = progress;
        this.name = name;
        this.cache = cache;
        this.debian = new Debian(root, cache);
    }

    /** Boots the guest, talks with it, and removes it again. */
    void batch() throws Exception {
        try (Connection connection = connect()) {
            remove(connection);
            try {
                Domain guest = boot(connection);
                try (Dialogue console = new Dialogue(guest.openConsole(null))) {
                    progress.step("The guest answers on its console", () -> {
                        // Twice 21 is not in what we type, so only a guest that computes can print it.
                        console.type("echo answer=$((21 * 2))\n");
                        console.expect("answer=42", ANSWER_LIMIT);
                        return true;
                    });
                }
            } finally {
                remove(connection);
            }
        }
        progress.say("\nThe guest booted, said what it should, and is gone again.");
    }

    /** Boots the guest if it does not run yet, and goes to its console. {@return the console's exit code} */
    int interactive(Path jvirt) throws Exception {
        try (Connection connection = connect()) {
            Optional<Domain> present = find(connection);
            if (present.isPresent() && present.get().active()) {
                progress.say("Guest '" + name + "' runs already.");
            } else {
                boot(connection);
            }
        }
        String shown = jvirt.toAbsolutePath().normalize().equals(Path.of("jvirt").toAbsolutePath()) ? "./jvirt" : jvirt.toString();
        String command = shown + " -c " + URI;
        progress.say("""

                You are going to the guest's console now. Press Enter for its prompt.
                Leave it with Ctrl and ] (the guest goes on), or end the guest by typing: poweroff

                What to try next:
                    %1$s list              what runs
                    %1$s console %2$s      back to the guest
                    %1$s dominfo %2$s      what it uses
                    %1$s dumpxml %2$s      all that defines it
                    %1$s destroy %2$s      pull its plug
                    %1$s undefine %2$s     forget it
                    %3$s doctor                               what this host can do
                """.formatted(command, name, shown));
        return new ProcessBuilder(jvirt.toString(), "-c", URI, "console", name)
                .inheritIO().start().waitFor();
    }

    private Connection connect() throws Exception {
        try {
            Files.createDirectories(cache);
        } catch (IOException e) {
            throw new DemoException("Cannot create folder " + cache + ": " + e.getMessage(), e);
        }
        progress.step("QEMU", () -> {
            debian.require("qemu-system-x86_64", "qemu-system-x86");
            return true;
        });
        return progress.step("Connection to " + URI, () -> Jvirt.connect(URI));
    }

    private Domain boot(Connection connection) throws Exception {
        Path kernel = progress.step("Linux kernel", () -> GuestFiles.findKernel(debian));
        Path busybox = progress.step("Busybox", () -> GuestFiles.findBusybox(debian));
        GuestFiles files = progress.step("File system for the guest", () -> GuestFiles.make(cache, kernel, busybox));
        boolean kvm = progress.step("What QEMU can do here, asked once", () -> kvm(connection));
        Domain guest = progress.step("Definition of guest '" + name + "'", () -> connection.define(document(kvm, files)));
        progress.step("Start", () -> {
            guest.start(DomainFlags.Create.PAUSED);
            return true;
        });
        // Listening before the guest speaks: its console keeps nothing for those who come later.
        try (Dialogue console = new Dialogue(guest.openConsole(null))) {
            progress.step("Linux boots in it", () -> {
                guest.resume();
                console.expect(GREETING, BOOT_LIMIT);
                console.expect("# ", ANSWER_LIMIT);
                return true;
            });
        }
        return guest;
    }

    private Optional<Domain> find(Connection connection) {
        try {
            return Optional.of(connection.domain(name));
        } catch (JvirtException e) {
            if (e.code() == ErrorCode.NO_DOMAIN) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void remove(Connection connection) {
        Domain guest = find(connection).orElse(null);
        if (guest == null) {
            return;
        }
        if (guest.active()) {
            guest.destroy();
        }
        // One that was started without a definition is gone with its end.
        find(connection).ifPresent(Domain::undefine);
    }

    /** Whether KVM really works here, as far as the host's capabilities tell. */
    private static boolean kvm(Connection connection) {
        try {
            return connection.capabilities().contains("<domain type='kvm'");
        } catch (JvirtException e) {
            if (e.code() == ErrorCode.NO_SUPPORT) {
                return false;
            }
            throw e;
        }
    }

    private String document(boolean kvm, GuestFiles files) {
        return """
                <domain type='%s'>
                  <name>%s</name>
                  <description>The guest of jvirt demo</description>
                  <memory unit='MiB'>192</memory>
                  <vcpu>1</vcpu>
                  <os>
                    <type arch='x86_64' machine='pc'>hvm</type>
                    <kernel>%s</kernel>
                    <initrd>%s</initrd>
                    <cmdline>console=ttyS0 quiet</cmdline>
                  </os>
                  <features><acpi/></features>
                  <devices>
                    <serial type='pty'/>
                    <console type='pty'/>
                    <rng model='virtio'><backend model='random'>/dev/urandom</backend></rng>
                  </devices>
                </domain>
                """.formatted(kvm ? "kvm" : "qemu", name, escape(files.kernel()), escape(files.initrd()));
    }

    private static String escape(Path path) {
        return path.toString().replace("&", "&amp;").replace("<", "&lt;");
    }
}
