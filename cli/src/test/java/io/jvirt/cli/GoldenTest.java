package io.jvirt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jvirt.api.DomainFlags;
import io.jvirt.cli.testkit.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands print, to the letter, and what they do. */
class GoldenTest {
    private final Shell shell = new Shell();

    private void prints(String command, String expected) {
        Shell.Result result = shell.run(command);
        assertThat(result.error()).isEmpty();
        assertThat(result.out()).isEqualTo(expected + "\n");
        assertThat(result.ok()).isTrue();
    }

    private void fails(String command, String expected) {
        Shell.Result result = shell.run(command);
        assertThat(result.error()).isEqualTo(expected);
        assertThat(result.out()).isEqualTo("\n");
        assertThat(result.ok()).isFalse();
    }

    @Test
    void list() {
        prints("list", """
                 Id   Name   State
                ----------------------
                 1    web    running
                """);
        prints("list --all", """
                 Id   Name   State
                -----------------------
                 1    web    running
                 -    db     shut off
                """);
        prints("list --all --name --id", "1 web\n- db\n");
        prints("list --inactive --uuid", "7d1ba6e4-0a5c-4b6c-9a5f-0f4c1d5b9c11\n");
        assertThat(new Shell("-q").run("list --all").out()).isEqualTo(" 1   web   running\n -   db    shut off\n");
    }

    @Test
    void listForPrograms() {
        assertThat(shell.run("list --all --output yaml").out()).isEqualTo("""
                - id: 1
                  name: web
                  uuid: "6695eb01-f6a4-8304-79aa-97f2502e193f"
                  state: running
                - id: null
                  name: db
                  uuid: "7d1ba6e4-0a5c-4b6c-9a5f-0f4c1d5b9c11"
                  state: shut off
                """);
        assertThat(new Shell("--output", "json").run("domblklist web").out()).isEqualTo("""
                [
                  {
                    "target": "vda",
                    "source": "/images/web&1.img"
                  },
                  {
                    "target": "sda",
                    "source": null
                  }
                ]
                """);
    }

    @Test
    void dominfo() {
        prints("dominfo db", """
                Id:             -
                Name:           db
                UUID:           7d1ba6e4-0a5c-4b6c-9a5f-0f4c1d5b9c11
                OS Type:        hvm
                State:          shut off
                CPU(s):         2
                Max memory:     8388608 KiB
                Used memory:    2097152 KiB
                Persistent:     yes
                Autostart:      disable
                Managed save:   no
                """);
        assertThat(shell.run("dominfo 1").out()).contains("CPU time:       1.2s\n");
    }

    @Test
    void devices() {
        prints("domblklist web", """
                 Target   Source
                -----------------------------
                 vda      /images/web&1.img
                 sda      -
                """);
        prints("domblklist web --details", """
                 Type   Device   Target   Source
                ---------------------------------------------
                 file   disk     vda      /images/web&1.img
                 file   cdrom    sda      -
                """);
        prints("domiflist web", """
                 Interface   Type      Source    Model    MAC
                -------------------------------------------------------------
                 vnet0       network   default   virtio   52:54:00:00:00:01
                """);
        prints("domif-getlink web vnet0", "vnet0 down");
        fails("domif-getlink web vnet7", "error: Interface (dev: vnet7) not found.\n");
        prints("ttyconsole web", "/dev/pts/3\n");
        prints("vncdisplay web", "127.0.0.1:1\n");
        prints("domdisplay web", "vnc://127.0.0.1:1");
        prints("domdisplay web --all", "vnc://127.0.0.1:1\n");
        prints("domblkstat web vda", "vda rd_req 3\nvda rd_bytes 10\nvda wr_bytes 20\n");
    }

    @Test
    void lifecycle() {
        prints("domstate db --reason", "shut off (unknown)\n");
        prints("start db", "Domain 'db' started\n");
        fails("start db", "error: Domain is already active\n");
        prints("suspend db", "Domain 'db' suspended\n");
        prints("domstate db --reason", "paused (user)\n");
        prints("destroy db", "Domain 'db' destroyed\n");
        fails(
                "suspend db",
                "error: Failed to suspend domain 'db'\n"
                        + "error: Requested operation is not valid: domain is not running\n");
        prints("undefine db", "Domain 'db' has been undefined\n");
        fails("dominfo db", "error: failed to get domain 'db'\n");
        fails("shutdown web --mode x", "error: Unknown mode x value, expecting 'acpi', 'agent', 'initctl', 'signal', or 'paravirt'\n");
    }

    @Test
    void define(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("new.xml");
        Files.writeString(file, "<domain><name>new</name></domain>");
        prints("define " + file, "Domain 'new' defined from " + file + "\n");
        Files.writeString(file, "<domain/>");
        fails(
                "define " + file,
                "error: Failed to define domain from " + file + "\nerror: XML error: missing domain name\n");
        fails("define /nope", "error: Failed to open file '/nope': No such file or directory\n");
    }

    @Test
    void metadata() {
        prints("desc web", "No description for domain: web");
        prints("desc web a 'b c'", "Domain description updated successfully");
        prints("desc web", "a b c");
        prints("desc web --title T", "Domain title updated successfully");
        prints("list --title", """
                 Id   Name   State     Title
                ------------------------------
                 1    web    running   T
                """);
        fails("metadata web urn:x --set '<a/>'", "error: namespace key is required when modifying metadata\n");
    }

    @Test
    void processors() {
        prints("vcpupin web", """
                 VCPU   CPU Affinity
                ----------------------
                 0      0-1,3
                 1      0-1,3
                """);
        prints("vcpupin web 0 ^1,0-2", "");
        assertThat(shell.domain("web").calls()).containsExactly("pinVcpu 0 {0, 1, 2}");
        prints("vcpupin web 0 0-2,^1", "");
        assertThat(shell.domain("web").calls()).last().isEqualTo("pinVcpu 0 {0, 2}");
        fails("vcpupin web 0 9", "error: CPU 9 in cpulist '9' exceed the maxcpu 4\n");
        prints("vcpucount web", """
                maximum      config         4
                maximum      live           4
                current      config         2
                current      live           2
                """);
        prints("cpu-stats web --total", "Total:\n\tcpu_time            24.386308517 seconds\n");
    }

    @Test
    void memory() {
        prints("dommemstat web", "actual 2097152\nrss 1048576\n");
        prints("setmem web 512M --config", "");
        prints("setmem web 1024", "");
        assertThat(shell.domain("web").calls())
                .containsExactly(
                        "setMemory 524288 " + List.of(DomainFlags.Memory.CONFIG),
                        "setMemory 1024 " + List.of(DomainFlags.Memory.LIVE));
        fails(
                "setmem web 1x",
                "error: Scaled numeric value '1x' for <size> option is malformed or out of range\n"
                        + "error: invalid argument: unknown suffix 'x'\n");
        fails("setmem web 5 --live --current", "error: Options --current and --live are mutually exclusive\n");
    }

    @Test
    void keysAndMonitor() {
        prints("send-key web KEY_LEFTCTRL KEY_C 0x1e --holdtime 50", "");
        assertThat(shell.domain("web").calls()).containsExactly("sendKey LINUX 50 [29, 46, 30]");
        fails("send-key web KEY_NOPE", "error: invalid keycode: 'KEY_NOPE'\n");
        fails("send-key web KEY_C --codeset foo", "error: unknown codeset: 'foo'\n");
        prints("qemu-monitor-command web query-status --return-value --pretty", """
                {
                  "running": true,
                  "list": [],
                  "text": "a,b"
                }""");
        assertThat(shell.domain("web").calls()).last().isEqualTo("monitor {\"execute\":\"query-status\"} []");
    }

    @Test
    void host() {
        prints("nodecpumap", "CPUs present:   4\nCPUs online:    3\nCPU map:        y-yy\n");
        prints("nodecpustats", """
                user:                     9797400000
                system:               34678723400000
                idle:                    87264900000
                iowait:                    763600000
                """);
        prints("freecell", "Total: 3072 KiB\n");
        prints("uri", "fake:///system\n");
        assertThat(shell.run("nodeinfo").out()).contains("CPU frequency:       1400 MHz\n");
        prints("domifaddr web", """
                 Name       MAC address          Protocol     Address
                -------------------------------------------------------------------------------
                 vnet0      52:54:00:00:00:01    ipv4         192.168.122.3/24
                 -          -                    ipv6         fe80::1/64
                """);
    }

    @Test
    void theLastCommandDecides() {
        Shell.Result result = shell.run("dominfo nope; echo foo");
        assertThat(result.ok()).isTrue();
        assertThat(result.out()).isEqualTo("\nfoo\n");
        assertThat(shell.run("echo foo; dominfo nope").ok()).isFalse();
        assertThat(shell.run("exit; echo foo").out()).isEqualTo("\n");
    }

    @Test
    void echo() {
        prints("echo --shell 'a b' c", "'a b' c");
        prints("echo --xml '<a>'", "&lt;a&gt;");
        prints("echo --split a,b,,c,,,d", "a\nb,c,\nd");
        assertThat(new Shell("-q").run("echo a").out()).isEqualTo("a");
    }

    @Test
    void typos() {
        Shell.Result result = shell.run("strat web");
        assertThat(result.error()).isEqualTo("error: unknown command: 'strat'\nDid you mean 'start'?\n");
        assertThat(result.ok()).isFalse();
    }

    @Test
    void helpShowsAnExample() {
        assertThat(shell.run("help suspend").out()).isEqualTo("""
                  NAME
                    suspend - stop a guest's CPUs

                  SYNOPSIS
                    suspend <domain>

                  DESCRIPTION
                    Stops the CPUs of a running guest. Its memory stays.

                  OPTIONS
                    [--domain] <string>  the guest's name, id or UUID

                  EXAMPLE
                    jvirt suspend web


                """);
        assertThat(shell.run("help nope").error())
                .startsWith("error: command or command group 'nope' doesn't exist\n");
    }
}
