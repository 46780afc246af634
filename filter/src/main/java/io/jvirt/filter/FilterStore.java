package io.jvirt.filter;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.filter.nft.NftTable;
import io.jvirt.host.HostException;
import io.jvirt.host.file.AtomicFile;
import io.jvirt.model.filter.FilterBindingDescription;
import io.jvirt.model.filter.FilterDescription;
import io.jvirt.service.InstanceLock;
import io.jvirt.service.ServiceErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * The filters of one place and what is in force, for all connections to it in this process. Safe for many threads.
 *
 * <p>What is in force stays so without us: the kernel has the rules, and a file in the run folder tells the next daemon of
 * the binding. A binding whose interface is gone is taken away when it is noticed.
 */
final class FilterStore implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(FilterStore.class.getName());
    /** The built-in filters that were installed here once, so that one that a person removed does not come back. */
    private static final String INSTALLED = "built-in";

    private final FilterFiles<FilterDescription> filterFiles;
    private final FilterFiles<FilterBindingDescription> bindingFiles;
    private final InstanceLock lock;
    private final NftTable table;
    private final Predicate<String> interfaceExists;
    private final Map<String, FilterDescription> filters;
    private final Map<String, FilterBindingDescription> bindings;

    FilterStore(Path filters, Path bindings, InstanceLock lock, NftTable table, Predicate<String> interfaceExists) {
        this.filterFiles = new FilterFiles<>(filters, FilterDescription.class, FilterDescription::name);
        this.bindingFiles = new FilterFiles<>(bindings, FilterBindingDescription.class, FilterBindingDescription::portdev);
        this.lock = lock;
        this.table = table;
        this.interfaceExists = interfaceExists;
        this.filters = filterFiles.load();
        this.bindings = bindingFiles.load();
        installBuiltIn();
        takeUp();
    }

    private void installBuiltIn() {
        Path list = filterFiles.folder().resolve(INSTALLED);
        try {
            Set<String> before = Files.exists(list) ? new HashSet<>(Files.readAllLines(list)) : new HashSet<>();
            boolean changed = false;
            for (var filter : BuiltInFilters.all()) {
                if (before.add(filter.name())) {
                    changed = true;
                    if (!filters.containsKey(filter.name())) {
                        filterFiles.write(filter);
                        filters.put(filter.name(), filter);
                    }
                }
            }
            if (changed) {
                AtomicFile.write(list, before.stream().sorted().map(name -> name + "\n").reduce("", String::concat));
            }
        } catch (IOException e) {
            throw new HostException("Cannot read '" + list + "': " + e.getMessage(), e);
        }
    }

    private void takeUp() {
        for (var binding : List.copyOf(bindings.values())) {
            if (gone(binding.portdev())) {
                continue;
            }
            try {
                apply(binding, filters);
            } catch (HostException | FilterException e) {
                LOG.log(System.Logger.Level.ERROR, "The filter of {0} is as it was before: {1}", binding.portdev(), e.getMessage());
            }
        }
    }

    /** {@return whether an interface is gone} Its binding goes with it. */
    private boolean gone(String device) {
        if (interfaceExists.test(device)) {
            return false;
        }
        try {
            table.remove(device);
        } catch (HostException e) {
            LOG.log(System.Logger.Level.WARNING, "The rules of {0}, which is gone, cannot be removed: {1}", device, e.getMessage());
        }
        bindingFiles.delete(device);
        bindings.remove(device);
        return true;
    }

    private void apply(FilterBindingDescription binding, Map<String, FilterDescription> all) {
        var rules = FilterRules.of(binding, all);
        table.apply(binding.portdev(), rules.rules(), rules.placed());
    }

    private static JvirtException error(ErrorCode code, String detail) {
        return new JvirtException(code, ErrorDomain.NWFILTER, detail);
    }

    synchronized List<FilterDescription> filters() {
        return List.copyOf(filters.values());
    }

    synchronized FilterDescription filter(String name) {
        var filter = filters.get(name);
        if (filter == null) {
            throw error(ErrorCode.NO_NWFILTER, "no nwfilter with matching name '" + name + "'");
        }
        return filter;
    }

    synchronized FilterDescription filter(UUID uuid) {
        return find(uuid).orElseThrow(() -> error(ErrorCode.NO_NWFILTER, "no nwfilter with matching uuid '" + uuid + "'"));
    }

    private Optional<FilterDescription> find(UUID uuid) {
        return filters.values().stream().filter(filter -> uuid.equals(filter.uuid())).findFirst();
    }

    /** Stores a filter, new or changed, and puts it in force where the old one is. {@return it with its UUID} */
    synchronized FilterDescription define(FilterDescription given) {
        checkName(given.name());
        var known = filters.get(given.name());
        UUID uuid = given.uuid() != null ? given.uuid() : known != null && known.uuid() != null ? known.uuid() : UUID.randomUUID();
        var sameUuid = find(uuid);
        if (sameUuid.isPresent() && !sameUuid.get().name().equals(given.name())) {
            throw error(ErrorCode.OPERATION_FAILED, "filter with same UUID but different name ('" + sameUuid.get().name() + "') already exists");
        }
        if (known != null && !uuid.equals(known.uuid())) {
            throw error(ErrorCode.OPERATION_FAILED, "filter '" + given.name() + "' already exists with uuid " + known.uuid());
        }
        var filter = given.withUuid(uuid);
        var changed = new TreeMap<>(filters);
        changed.put(filter.name(), filter);
        checkLoop(filter, changed);
        if (known != null) {
            reapply(filter.name(), changed);
        }
        onHost(() -> filterFiles.write(filter));
        filters.put(filter.name(), filter);
        return filter;
    }

    private static void checkName(String name) {
        if (name.isEmpty() || name.startsWith(".") || name.indexOf('/') >= 0 || name.indexOf('\n') >= 0) {
            throw error(ErrorCode.XML_ERROR, "name '" + name + "' cannot be a filter's: it names a file");
        }
    }

    private static void checkLoop(FilterDescription filter, Map<String, FilterDescription> all) {
        for (var reference : filter.references()) {
            if (FilterRules.names(reference.filter(), all).contains(filter.name())) {
                throw error(ErrorCode.OPERATION_FAILED, "filter would introduce a loop: '" + reference.filter() + "' refers to '" + filter.name() + "'");
            }
        }
    }

    /** Puts a changed filter in force everywhere, or, when one interface refuses it, nowhere. */
    private void reapply(String name, Map<String, FilterDescription> changed) {
        var done = new ArrayList<FilterBindingDescription>();
        for (var binding : List.copyOf(bindings.values())) {
            if (!FilterRules.names(binding.filterref().filter(), changed).contains(name) || gone(binding.portdev())) {
                continue;
            }
            try {
                apply(binding, changed);
                done.add(binding);
            } catch (HostException | FilterException e) {
                done.forEach(applied -> apply(applied, filters));
                throw new JvirtException(ErrorCode.OPERATION_FAILED, ErrorDomain.NWFILTER,
                        "The filter cannot be in force on '" + binding.portdev() + "', and is as it was before: " + e.getMessage(), e);
            }
        }
    }

    synchronized void undefine(String name) {
        filter(name);
        for (var other : filters.values()) {
            if (other.references().stream().anyMatch(reference -> reference.filter().equals(name))) {
                throw error(ErrorCode.OPERATION_INVALID, "nwfilter is in use: filter '" + other.name() + "' refers to '" + name + "'");
            }
        }
        for (var binding : List.copyOf(bindings.values())) {
            if (binding.filterref().filter().equals(name) && !gone(binding.portdev())) {
                throw error(ErrorCode.OPERATION_INVALID, "nwfilter is in use: it is in force on '" + binding.portdev() + "'");
            }
        }
        onHost(() -> filterFiles.delete(name));
        filters.remove(name);
    }

    synchronized List<FilterBindingDescription> bindings() {
        return List.copyOf(bindings.values());
    }

    synchronized FilterBindingDescription binding(String device) {
        var binding = bindings.get(device);
        if (binding == null) {
            throw error(ErrorCode.NO_NWFILTER_BINDING, "no nwfilter binding for port dev '" + device + "'");
        }
        return binding;
    }

    synchronized FilterBindingDescription bind(FilterBindingDescription binding) {
        String device = binding.portdev();
        if (!device.matches("[^\\s/\"\\\\.][^\\s/\"\\\\]{0,14}")) {
            throw error(ErrorCode.XML_ERROR, "port dev '" + device + "' is no name of an interface");
        }
        if (bindings.containsKey(device) && !gone(device)) {
            throw error(ErrorCode.OPERATION_INVALID, "nwfilter binding for port dev '" + device + "' already exists");
        }
        if (!interfaceExists.test(device)) {
            throw error(ErrorCode.OPERATION_FAILED, "There is no interface '" + device + "'");
        }
        filter(binding.filterref().filter());
        // The file comes first: what is in force and not known would stay so.
        onHost(() -> bindingFiles.write(binding));
        try {
            onHost(() -> apply(binding, filters));
        } catch (JvirtException e) {
            bindingFiles.delete(device);
            throw e;
        }
        bindings.put(device, binding);
        return binding;
    }

    synchronized void unbind(String device) {
        binding(device);
        onHost(() -> {
            table.remove(device);
            bindingFiles.delete(device);
        });
        bindings.remove(device);
    }

    private static void onHost(Runnable action) {
        try {
            ServiceErrors.onHost(ErrorDomain.NWFILTER, action);
        } catch (FilterException e) {
            throw new JvirtException(ErrorCode.OPERATION_FAILED, ErrorDomain.NWFILTER, String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        lock.close();
    }
}
