package io.jvirt.acceptance.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jvirt.acceptance.testkit.Lab;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Debian's python-libvirt, unmodified, against jvirtd. */
class PythonTest {
    private Lab lab;

    @BeforeEach
    void open() {
        Lab.require("python3", "python3");
        lab = Lab.open();
        assumeTrue(
                lab.run(List.of(Lab.PYTHON, "-c", "import libvirt")).status() == 0,
                "python-libvirt is not installed (apt-get install python3-libvirt)");
        lab.startDaemon();
    }

    @AfterEach
    void close() throws Exception {
        lab.close();
    }

    @Test
    void fourConnectionsAtOnceEachSeeTheEventsOfAll() {
        Lab.Result result = lab.python("""
                import libvirt, sys, threading, time
                libvirt.virEventRegisterDefaultImpl()
                def loop():
                    while True:
                        libvirt.virEventRunDefaultImpl()
                threading.Thread(target=loop, daemon=True).start()
                seen = [[] for _ in range(4)]
                connections = []
                for i in range(4):
                    connection = libvirt.open(sys.argv[1])
                    connection.domainEventRegisterAny(None, libvirt.VIR_DOMAIN_EVENT_ID_LIFECYCLE,
                        lambda c, d, event, detail, i: seen[i].append((d.name(), event, detail)), i)
                    connections.append(connection)
                document = '''<domain type='qemu'><name>p%d</name><memory unit='MiB'>32</memory><vcpu>1</vcpu>
                  <os><type arch='x86_64' machine='pc'>hvm</type></os></domain>'''
                failures = []
                def use(i):
                    try:
                        domain = connections[i].defineXML(document % i)
                        domain.create()
                        assert domain.isActive() and domain.ID() > 0
                        assert domain.info()[0] == libvirt.VIR_DOMAIN_RUNNING
                        domain.suspend(); domain.resume()
                        assert domain.name() in [d.name() for d in connections[(i + 1) % 4].listAllDomains()]
                        domain.destroy(); domain.undefine()
                        try:
                            connections[i].lookupByName('p%d' % i)
                            raise AssertionError('still there')
                        except libvirt.libvirtError as e:
                            assert e.get_error_code() == libvirt.VIR_ERR_NO_DOMAIN
                            assert e.get_error_domain() == libvirt.VIR_FROM_QEMU
                    except Exception as e:
                        failures.append(repr(e))
                threads = [threading.Thread(target=use, args=(i,)) for i in range(4)]
                [t.start() for t in threads]; [t.join() for t in threads]
                assert not failures, failures
                E = libvirt
                # libvirt tells of the virtual CPUs' first start as a resume, before the guest's start.
                wanted = [E.VIR_DOMAIN_EVENT_DEFINED, E.VIR_DOMAIN_EVENT_RESUMED, E.VIR_DOMAIN_EVENT_STARTED,
                          E.VIR_DOMAIN_EVENT_SUSPENDED, E.VIR_DOMAIN_EVENT_RESUMED, E.VIR_DOMAIN_EVENT_STOPPED, E.VIR_DOMAIN_EVENT_UNDEFINED]
                end = time.time() + 60
                def complete():
                    return all([e for n, e, _ in list(seen[i]) if n == 'p%d' % k and e in wanted] == wanted
                               for i in range(4) for k in range(4))
                while not complete() and time.time() < end:
                    time.sleep(0.05)
                assert complete(), seen
                [c.close() for c in connections]
                print('all seen')
                """);
        assertThat(result.orFail()).contains("all seen");
        assertThat(lab.guests()).isEmpty();
    }

    @Test
    void aReadOnlyConnectionChangesNothing() {
        Lab.Result result = lab.python("""
                import libvirt, sys
                writer = libvirt.open(sys.argv[1])
                writer.defineXML('''<domain type='qemu'><name>kept</name><memory>32768</memory>
                  <os><type arch='x86_64' machine='pc'>hvm</type></os>
                  <devices><graphics type='vnc' passwd='hush'/></devices></domain>''')
                assert 'hush' in writer.lookupByName('kept').XMLDesc(libvirt.VIR_DOMAIN_XML_SECURE)
                reader = libvirt.openReadOnly(sys.argv[1])
                domain = reader.lookupByName('kept')
                assert 'hush' not in domain.XMLDesc(0)
                refused = 0
                for change in (domain.create, domain.undefine, domain.destroy,
                               lambda: domain.XMLDesc(libvirt.VIR_DOMAIN_XML_SECURE), lambda: reader.defineXML('<domain/>')):
                    try:
                        change()
                    except libvirt.libvirtError as e:
                        assert e.get_error_code() == libvirt.VIR_ERR_OPERATION_DENIED, e
                        refused += 1
                assert refused == 5 and domain.isPersistent() and not domain.isActive()
                writer.lookupByName('kept').undefine()
                print('kept')
                """);
        assertThat(result.orFail()).contains("kept");
    }
}
