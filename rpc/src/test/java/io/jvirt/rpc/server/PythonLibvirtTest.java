package io.jvirt.rpc.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jvirt.rpc.testkit.Programs;
import io.jvirt.rpc.testkit.UnixServer;
import java.io.File;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A real python-libvirt is content with the server: callbacks, streams, an open file, four connections at once. */
final class PythonLibvirtTest {
    /** The distribution's, whose libvirt module it is; another one may stand before it in PATH. */
    private static final String PYTHON = "/usr/bin/python3";

    private static final String SCRIPT =
            """
            import libvirt, sys, threading, time
            uri = sys.argv[1]
            libvirt.virEventRegisterDefaultImpl()
            def loop():
                while True:
                    libvirt.virEventRunDefaultImpl()
            threading.Thread(target=loop, daemon=True).start()
            libvirt.registerErrorHandler(lambda *a: None, None)

            connections = [libvirt.open(uri) for i in range(4)]
            seen = []
            for n, conn in enumerate(connections):
                conn.setKeepAlive(1, 3)
                conn.domainEventRegisterAny(None, libvirt.VIR_DOMAIN_EVENT_ID_LIFECYCLE,
                    lambda c, dom, event, detail, n: seen.append((n, dom.name(), event, detail)), n)
            legacy = []
            def old(conn, dom, event, detail, opaque):
                legacy.append((dom.name(), event))
            connections[0].domainEventRegister(old, None)

            conn = connections[1]
            dom = conn.defineXML("<domain type='qemu'><name>web</name></domain>")
            dom.create()
            assert dom.ID() == 1, dom.ID()
            assert dom.state() == [1, 1], dom.state()
            assert [d.name() for d in connections[2].listAllDomains()] == ["web"]
            assert connections[2].listDomainsID() == [1]
            assert connections[2].numOfDomains() == 1
            assert connections[2].listDefinedDomains() == []
            assert dom.info()[1] == 131072
            assert conn.getInfo()[0] == "x86_64"
            assert dom.vcpus()[1] == [(True, True)], dom.vcpus()
            assert dom.getCPUStats(True) == [{"cpu_time": 3000000000, "user_time": 1000000000}], dom.getCPUStats(True)
            assert dom.getCPUStats(False) == [{"cpu_time": 1500000000}] * 2, dom.getCPUStats(False)
            assert dom.blockStatsFlags("vda") == {"rd_operations": 1, "rd_bytes": 512}
            assert conn.getAllDomainStats()[0][1]["block.0.name"] == "vda"
            assert conn.getMemoryStats(-1)["total"] == 4000000
            dom.setMetadata(libvirt.VIR_DOMAIN_METADATA_TITLE, "T", None, None)
            assert dom.metadata(libvirt.VIR_DOMAIN_METADATA_TITLE, None) == "T"

            stream = conn.newStream()
            dom.openConsole(None, stream, 0)
            stream.send(b"hello")
            got = b""
            while len(got) < 5:
                got += stream.recv(100)
            assert got == b"hello", got
            stream.finish()
            stream = conn.newStream()
            assert dom.screenshot(stream, 0) == "image/png"
            got = []
            stream.recvAll(lambda s, data, opaque: got.append(len(data)), None)
            stream.finish()
            assert sum(got) == 1100000, sum(got)

            import os, socket
            viewer = socket.socket(fileno=dom.openGraphicsFD(0))
            assert viewer.recv(12) == b"RFB 003.008\\n"
            viewer.send(b"abc")
            assert viewer.recv(3) == b"abc"
            viewer.close()

            try:
                conn.lookupByName("nope")
                assert False
            except libvirt.libvirtError as e:
                assert e.get_error_code() == 42 and e.get_error_domain() == 10, (e.get_error_code(), e.get_error_domain())
                assert e.get_str2() == "no domain with matching name 'nope'"
                assert e.get_int1() == -1 and e.get_error_level() == 2

            dom.suspend()
            dom.resume()
            dom.destroy()
            expected = [(n, "web", event, detail) for event, detail in ((0, 0), (2, 0), (3, 0), (4, 0), (5, 1)) for n in range(4)]
            end = time.time() + 10
            while time.time() < end and (len(seen) < len(expected) or len(legacy) < 5):
                time.sleep(0.01)
            for n in range(4):
                mine = [s for s in seen if s[0] == n]
                assert mine == [e for e in expected if e[0] == n], (n, mine)
            assert legacy == [("web", event) for event in (0, 2, 3, 4, 5)], legacy
            for conn in connections:
                assert conn.isAlive()
                conn.close()
            print("content")
            """;

    @Test
    void itIsContent() throws Exception {
        assumeTrue(
                new File(PYTHON).canExecute()
                        && Programs.run(List.of(PYTHON, "-c", "import libvirt"), "").code() == 0,
                "python3-libvirt is not installed");
        try (UnixServer server = new UnixServer(ServerSettings.DEFAULT)) {
            Programs.Result result = Programs.run(
                    List.of(PYTHON, "-c", SCRIPT, "qemu+unix:///system?socket=" + server.socket()), "");
            assertThat(result.output()).isEqualTo("content\n");
            await().until(() -> server.server().clients() == 0);
            assertThat(server.hypervisor().listeners()).isZero();
            assertThat(server.hypervisor().connections()).isZero();
        }
    }
}
