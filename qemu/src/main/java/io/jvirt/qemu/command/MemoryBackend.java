package io.jvirt.qemu.command;

import io.jvirt.model.IdSet;
import io.jvirt.model.MemorySize;
import io.jvirt.model.YesNo;
import io.jvirt.model.domain.Cpu;
import io.jvirt.model.domain.CpuTune;
import io.jvirt.model.domain.MemoryAccess;
import io.jvirt.model.domain.MemoryBacking;
import io.jvirt.model.domain.MemoryDevice;
import io.jvirt.model.domain.NumaTune;
import io.jvirt.qemu.capabilities.QemuFact;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An object that holds guest memory: of the whole guest, of one NUMA node or of one memory module.
 *
 * @param id the object's name
 * @param name the name of its file, where it is in one
 * @param size its size
 * @param node the guest's NUMA node, null when there are none
 * @param device the memory module, null for memory of the machine
 * @param system whether it is all of the machine's memory
 */
record MemoryBackend(String id, String name, MemorySize size, @Nullable Integer node, @Nullable MemoryDevice device,
        boolean system) {
    private static final MemorySize SYSTEM_PAGE = MemorySize.ofKib(4);

    static MemoryBackend system(String id, MemorySize size) {
        return new MemoryBackend(id, id, size, null, null, true);
    }

    static MemoryBackend cell(int node, MemorySize size) {
        return new MemoryBackend("ram-node" + node, "ram-node" + node, size, node, null, false);
    }

    static MemoryBackend module(Guest guest, MemoryDevice device) {
        String alias = guest.alias(device);
        return new MemoryBackend("mem" + alias, alias, device.target().size(), device.target().node(), device, false);
    }

    /** Adds the object, after the one that says where its pages are touched first. */
    void addTo(Guest guest, Arguments out) {
        Props props = props(guest);
        IdSet nodes = hostNodes(guest);
        if (nodes != null && props.isTrue("prealloc") && guest.has(QemuFact.THREAD_CONTEXT)) {
            IdSet touching = touchingNodes(guest, nodes);
            if (touching != null) {
                String context = "tc-" + id;
                out.object(Props.object("thread-context", context).numbers("node-affinity", touching));
                props.text("prealloc-context", context);
            }
        }
        out.object(props);
    }

    /** {@return whether the document asks for something that the older {@code mem=} of NUMA nodes cannot do} */
    boolean isNeeded(Guest guest) {
        MemoryBacking backing = guest.domain().memoryBacking();
        return pages(guest).specific() || node != null && nodePolicy(guest).isPresent() || access(guest) != null
                || backing != null && (backing.source() == MemoryBacking.MemorySource.FILE
                        || backing.source() == MemoryBacking.MemorySource.MEMFD);
    }

    boolean usesHugePages(Guest guest) {
        return pages(guest).size() != null;
    }

    private Props props(Guest guest) {
        MemoryBacking backing = guest.domain().memoryBacking();
        PageChoice pages = pages(guest);
        String file = devicePath();
        MemoryAccess access = access(guest);
        boolean enclave = device != null && device.model() == MemoryDevice.Model.SGX_EPC;
        boolean memfd = backing != null && backing.source() == MemoryBacking.MemorySource.MEMFD;
        boolean inFile = backing != null && backing.source() == MemoryBacking.MemorySource.FILE;
        Props props;
        boolean foreignPages = false;
        if (enclave) {
            props = Props.object("memory-backend-epc", id);
        } else if (file == null && memfd) {
            props = Props.object("memory-backend-memfd", id);
            if (pages.size() != null) {
                props.flag("hugetlb", true).number("hugetlbsize", pages.size().bytes());
            }
            share(props, access);
            foreignPages = true;
        } else if (file != null || pages.size() != null || access != null || inFile) {
            props = Props.object("memory-backend-file", id).text("mem-path", file != null ? file : path(guest, pages));
            if (file == null) {
                props.flag("discard-data", discard(guest));
            }
            share(props, access);
            foreignPages = true;
        } else {
            props = Props.object("memory-backend-ram", id);
        }
        if (system && foreignPages) {
            // Streams of older machine types name this memory without the object's path.
            props.flag("x-use-canonical-path-for-ramblock-id", false);
        }
        allocation(guest, props, pages, file, backing);
        props.number("size", size.bytes());
        if (device != null && device.model() == MemoryDevice.Model.NVDIMM && device.source() != null) {
            props.number("align", device.source().alignsize() == null ? null : (Long) device.source().alignsize().bytes())
                    .when("pmem", device.source().pmem());
        }
        IdSet nodes = hostNodes(guest);
        guest.environment().numa().check(nodes);
        NumaTune.Mode mode = mode(guest);
        if (nodes != null && mode != NumaTune.Mode.RESTRICTIVE) {
            props.numbers("host-nodes", nodes).text("policy", mode == NumaTune.Mode.STRICT ? "bind" : mode.xml());
        }
        return props;
    }

    private void allocation(Guest guest, Props props, PageChoice pages, @Nullable String file,
            @Nullable MemoryBacking backing) {
        if (device != null && device.model() == MemoryDevice.Model.VIRTIO_MEM) {
            if (guest.has(QemuFact.MEMORY_BACKEND_RESERVE)) {
                props.flag("reserve", false);
            }
            return;
        }
        boolean immediate = backing != null && backing.allocation() == MemoryBacking.AllocationMode.IMMEDIATE;
        boolean preallocated = immediate || (file == null ? pages.size() != null : wearsNothing());
        boolean enclave = device != null && device.model() == MemoryDevice.Model.SGX_EPC;
        props.when("prealloc", preallocated || enclave)
                .positive("prealloc-threads", backing == null ? null : backing.allocationThreads());
    }

    /** Touching every page is for memory; on a real persistent module it would only be writing to the device. */
    private boolean wearsNothing() {
        return device != null && device.model() == MemoryDevice.Model.NVDIMM
                && (device.source() == null || !device.source().pmem());
    }

    private static void share(Props props, @Nullable MemoryAccess access) {
        if (access != null) {
            props.flag("share", access == MemoryAccess.SHARED);
        }
    }

    private @Nullable String devicePath() {
        if (device == null || device.source() == null) {
            return null;
        }
        return switch (device.model()) {
            case NVDIMM, VIRTIO_PMEM -> device.source().path();
            case DIMM, VIRTIO_MEM, SGX_EPC -> null;
        };
    }

    private String path(Guest guest, PageChoice pages) {
        return pages.size() != null ? mounted(guest, pages.size()).directory()
                : guest.environment().memoryDirectory() + "/" + name;
    }

    private @Nullable MemoryAccess access(Guest guest) {
        if (device != null && device.access() != null) {
            return device.access();
        }
        Cpu.Cell cell = guestCell(guest);
        if (cell != null && cell.memAccess() != null) {
            return cell.memAccess();
        }
        MemoryBacking backing = guest.domain().memoryBacking();
        return backing == null ? null : backing.access();
    }

    private @Nullable YesNo discard(Guest guest) {
        if (device != null && device.discard() != null) {
            return device.discard();
        }
        Cpu.Cell cell = guestCell(guest);
        if (cell != null && cell.discard() != null) {
            return cell.discard();
        }
        MemoryBacking backing = guest.domain().memoryBacking();
        return backing != null && backing.discard() ? YesNo.YES : null;
    }

    private Cpu.@Nullable Cell guestCell(Guest guest) {
        List<Cpu.Cell> cells = guest.numaCells();
        return node != null && node < cells.size() ? cells.get(node) : null;
    }

    /**
     * Which pages to take.
     *
     * @param size the size of huge pages, null for ordinary ones
     * @param specific whether the document asks for them for just this memory
     */
    private record PageChoice(@Nullable MemorySize size, boolean specific) {
    }

    private PageChoice pages(Guest guest) {
        if (device != null && device.source() != null && device.source().pagesize() != null) {
            MemorySize wanted = device.source().pagesize();
            return wanted.equals(SYSTEM_PAGE) ? new PageChoice(null, false) : new PageChoice(wanted, true);
        }
        MemoryBacking backing = guest.domain().memoryBacking();
        if (backing == null || backing.hugepages() == null) {
            return new PageChoice(null, false);
        }
        List<MemoryBacking.Page> choices = backing.hugepages().page();
        Optional<MemoryBacking.Page> own = node == null ? Optional.empty() : choices.stream()
                .filter(p -> p.nodeset() != null && p.nodeset().contains(node)).findFirst();
        Optional<MemoryBacking.Page> common = choices.stream().filter(p -> p.nodeset() == null).findFirst();
        if (own.isEmpty() && common.isEmpty() && !choices.isEmpty()) {
            return new PageChoice(null, false);
        }
        MemorySize size = own.or(() -> common).map(MemoryBacking.Page::size)
                .orElseGet(() -> defaultHugePages(guest).size());
        return size.equals(SYSTEM_PAGE) ? new PageChoice(null, false) : new PageChoice(size, own.isPresent());
    }

    /** {@return the huge pages for memory that is not divided into NUMA nodes; null for ordinary pages} */
    static @Nullable HugePages commonHugePages(Guest guest) {
        MemorySize size = new MemoryBackend("", "", MemorySize.ofBytes(0), null, null, false).pages(guest).size();
        return size == null ? null : mounted(guest, size);
    }

    private static HugePages defaultHugePages(Guest guest) {
        List<HugePages> mounted = guest.environment().hugePages();
        if (mounted.isEmpty()) {
            throw Guest.unsupported("hugetlbfs filesystem is not mounted or disabled by administrator config");
        }
        return mounted.stream().filter(HugePages::isDefault).findFirst().orElse(mounted.getFirst());
    }

    private static HugePages mounted(Guest guest, MemorySize size) {
        return guest.environment().hugePages().stream().filter(p -> p.size().equals(size)).findFirst()
                .orElseThrow(() -> Guest.unsupported("Unable to find any usable hugetlbfs mount for " + size.kib() + " KiB"));
    }

    private Optional<NumaTune.MemoryNode> nodePolicy(Guest guest) {
        NumaTune tune = guest.domain().numatune();
        return tune == null ? Optional.empty()
                : tune.memnode().stream().filter(n -> node != null && n.cellid() == node).findFirst();
    }

    private NumaTune.Mode mode(Guest guest) {
        NumaTune tune = guest.domain().numatune();
        return nodePolicy(guest).map(NumaTune.MemoryNode::mode)
                .orElse(tune == null || tune.memory() == null ? NumaTune.Mode.STRICT : tune.memory().mode());
    }

    /** {@return the host's NUMA nodes that the memory must come from, null for any} */
    private @Nullable IdSet hostNodes(Guest guest) {
        if (device != null && device.source() != null && device.source().nodemask() != null) {
            return device.source().nodemask();
        }
        Optional<NumaTune.MemoryNode> own = nodePolicy(guest);
        if (own.isPresent()) {
            return own.get().nodeset();
        }
        NumaTune tune = guest.domain().numatune();
        if (tune == null || tune.memory() == null) {
            return null;
        }
        return tune.memory().placement() == NumaTune.Placement.AUTO ? guest.environment().numa().advice()
                : tune.memory().nodeset();
    }

    /** Pages are touched from the nodes they shall be on, as far as the emulator's threads may run there. */
    private static @Nullable IdSet touchingNodes(Guest guest, IdSet nodes) {
        CpuTune tune = guest.domain().cputune();
        IdSet pinned = tune == null ? null : tune.emulatorpin();
        if (pinned == null) {
            pinned = guest.domain().vcpu() == null ? null : guest.domain().vcpu().cpuset();
        }
        HostNuma numa = guest.environment().numa();
        if (pinned == null || numa.cpus().isEmpty()) {
            return nodes;
        }
        BitSet reachable = numa.nodesOf(pinned).toBitSet();
        reachable.and(nodes.toBitSet());
        return reachable.isEmpty() ? null : IdSet.of(reachable);
    }
}
