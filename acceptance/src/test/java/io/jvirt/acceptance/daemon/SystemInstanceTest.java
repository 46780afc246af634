package io.jvirt.acceptance.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jvirt.acceptance.testkit.Lab;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The host's instance as root runs it, at its real paths and libvirt's, in namespaces where those are private; used by
 * root, by somebody else, and by somebody of the group.
 */
class SystemInstanceTest {
    /** Waits for the daemon ($d) at a socket; to be put before what a test does. */
    private static final String START = """
            %s --system --listen-classic >$LOG 2>&1 </dev/null &
            d=$!
            while [ ! -S /run/libvirt/libvirt-sock ] && kill -0 $d; do sleep 0.1; done
            someone() { setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }
            member() { setpriv --reuid=65534 --regid=65534 --groups=%d "$@"; }
            """;

    private static final int GROUP = 61234;

    private Lab lab;

    @BeforeEach
    void open() {
        Lab.require("virsh", "libvirt-clients");
        Lab.require("unshare", "util-linux");
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can run the system instance");
        lab = Lab.open();
        assumeTrue(
                lab.run(List.of(Lab.project("bench/private-host"), "true")).status() == 0,
                "this host does not let root make namespaces");
    }

    @AfterEach
    void close() throws Exception {
        lab.close();
    }

    private Lab.Result inPrivate(String script) {
        String log = "LOG=" + lab.folder().resolve("jvirtd.log") + "\n";
        return lab.run(List.of(
                Lab.project("bench/private-host"),
                "sh",
                "-uc",
                log + START.formatted(Lab.project("jvirtd"), GROUP) + script + "\nkill $d; wait $d; echo ended $?"));
    }

    @Test
    void virshFindsTheSystemInstanceAtLibvirtsPath() {
        Path guest = lab.idleGuest("served");
        Lab.Result result = inPrivate("""
                virsh define %s
                virsh start served
                virsh -c qemu:///system list --all
                virsh -r list
                virsh -r destroy served
                virsh destroy served
                virsh undefine served
                ls /etc/jvirt/qemu
                """.formatted(guest));
        assertThat(result.output())
                .contains("Domain 'served' defined")
                .containsPattern("1 +served +running")
                .contains("Domain 'served' destroyed")
                .contains("ended 0");
        assertThat(result.error()).contains("operation forbidden");
        assertThat(result.output()).doesNotContain("\nserved.xml");
    }

    @Test
    void othersMayLookAndOnlyTheGroupMayAct() {
        Lab.Result result = inPrivate("""
                someone virsh -r -c qemu:///system list && echo looked
                someone virsh -c qemu:///system list || echo kept out
                member virsh -c qemu:///system list || echo kept out too
                """);
        assertThat(result.output()).contains("looked").contains("kept out\n").contains("kept out too");
        assertThat(result.error()).contains("Permission denied");
    }

    @Test
    void membersOfTheConfiguredGroupMayAct() {
        // The private host's /etc is the real one but for a few folders, so the group comes in by a mount of its own.
        Path groups = lab.file("group", "root:x:0:\ntesters:x:" + GROUP + ":\n");
        Path settings = lab.file("jvirtd.conf", "unix_sock_group = \"testers\"\n");
        Lab.Result result = lab.run(List.of(
                Lab.project("bench/private-host"),
                "sh",
                "-uc",
                "mount --bind " + groups + " /etc/group\nLOG=" + lab.folder().resolve("jvirtd.log") + "\n"
                        + START.formatted(Lab.project("jvirtd") + " --config " + settings, GROUP) + """
                        member virsh -c qemu:///system list && echo let in
                        someone virsh -c qemu:///system list || echo kept out
                        stat -c '%a %g' /run/jvirt/jvirt-sock
                        kill $d; wait $d; echo ended $?
                        """));
        assertThat(result.output()).contains("let in").contains("kept out").contains("770 " + GROUP).contains("ended 0");
    }
}
