package io.jvirt.model.complete;

import io.jvirt.model.YesNo;
import io.jvirt.model.domain.Clock;
import io.jvirt.model.domain.Cpu;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.LifecycleAction;
import io.jvirt.model.domain.Os;
import io.jvirt.model.domain.SecurityLabel;
import io.jvirt.model.domain.VcpuCount;
import io.jvirt.model.xml.XmlException;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What concerns the guest as a whole and needs nothing but the document. */
final class BasicDefaults {
    /** Interfaces between guests and hypervisors (virDomainOSType). */
    private static final Set<String> OS_TYPES = Set.of("hvm", "xen", "linux", "exe", "uml", "xenpvh");

    private BasicDefaults() {
    }

    static DomainDescription fill(DomainDescription given, DriverRules rules, CompletionOptions options) {
        checkTexts(given);
        var domain = given;
        if (domain.uuid() == null) {
            domain = domain.withUuid(UUID.randomUUID());
        }
        if (domain.genid() != null && domain.genid().value() == null) {
            domain = domain.withGenid(new io.jvirt.model.domain.Genid(UUID.randomUUID()));
        }
        domain = domain.withOs(os(domain, rules));
        domain = domain.withVcpu(vcpu(domain));
        if (domain.cpu() != null) {
            domain = domain.withCpu(cpu(domain.cpu()));
        }
        if (domain.clock() == null) {
            domain = domain.withClock(new Clock(new Clock.Utc(null), List.of()));
        }
        return labels(actions(domain), options);
    }

    private static void checkTexts(DomainDescription domain) {
        if (domain.name().indexOf('/') >= 0) {
            throw XmlException.invalid("name " + domain.name() + " cannot contain '/'");
        }
        if (domain.title() != null && domain.title().indexOf('\n') >= 0) {
            throw XmlException.invalid("Domain title can't contain newlines");
        }
    }

    private static Os os(DomainDescription domain, DriverRules rules) {
        var os = domain.os();
        var type = os.type();
        if (type == null) {
            if (domain.bootloader() == null) {
                throw new XmlException(XmlException.Kind.MISSING, "an os <type> must be specified", 0, "domain/os", null, null);
            }
            type = new Os.OsType(null, null, "xen");
        }
        if (!OS_TYPES.contains(type.value())) {
            throw XmlException.unsupported("unknown OS type '" + type.value() + "'");
        }
        return type.arch() == null ? os.withType(type.withArch(rules.defaultArchitecture())) : os.withType(type);
    }

    private static VcpuCount vcpu(DomainDescription domain) {
        var vcpu = domain.vcpu();
        if (vcpu == null) {
            return new VcpuCount(VcpuCount.Placement.STATIC, null, null, 1);
        }
        if (vcpu.current() != null && vcpu.current() > vcpu.maximum()) {
            throw XmlException.unsupported("maximum vCPU count must not be less than current vCPU count");
        }
        var counted = vcpu.current() != null && vcpu.current() == vcpu.maximum() ? vcpu.withCurrent(null) : vcpu;
        // Where numad advises on the place, a set of CPUs has no say.
        return counted.placement() == VcpuCount.Placement.AUTO ? counted.withCpuset(null) : counted;
    }

    private static Cpu cpu(Cpu given) {
        var cpu = given;
        var model = cpu.model();
        if (model != null && cpu.mode() == null) {
            cpu = cpu.withMode(Cpu.Mode.CUSTOM);
        }
        if (model != null && cpu.match() == null && cpu.mode() == Cpu.Mode.CUSTOM) {
            cpu = cpu.withMatch(Cpu.Match.EXACT);
        }
        if (model != null && model.fallback() == null && cpu.mode() != Cpu.Mode.HOST_PASSTHROUGH) {
            cpu = cpu.withModel(model.withFallback(Cpu.Fallback.ALLOW));
        }
        if (cpu.feature().stream().anyMatch(feature -> feature.policy() == null)) {
            cpu = cpu.withFeature(cpu.feature().stream()
                    .map(feature -> feature.policy() == null ? new Cpu.Feature(Cpu.Policy.REQUIRE, feature.name()) : feature).toList());
        }
        return cpu;
    }

    private static DomainDescription actions(DomainDescription given) {
        var domain = given;
        if (domain.onPoweroff() == null) {
            domain = domain.withOnPoweroff(LifecycleAction.DESTROY);
        }
        if (domain.onReboot() == null) {
            domain = domain.withOnReboot(LifecycleAction.RESTART);
        }
        return domain.onCrash() == null ? domain.withOnCrash(LifecycleAction.DESTROY) : domain;
    }

    private static DomainDescription labels(DomainDescription domain, CompletionOptions options) {
        if (domain.seclabel().isEmpty()) {
            return domain;
        }
        return domain.withSeclabel(domain.seclabel().stream().map(label -> label(label, options)).toList());
    }

    private static SecurityLabel label(SecurityLabel given, CompletionOptions options) {
        var type = given.type() == null ? SecurityLabel.Type.DYNAMIC : given.type();
        boolean relabel = given.relabel() == null ? type == SecurityLabel.Type.DYNAMIC : YesNo.isYes(given.relabel());
        switch (type) {
            case DYNAMIC -> {
                if (!relabel) {
                    throw XmlException.unsupported("dynamic label type must use resource relabeling");
                }
            }
            case NONE -> {
                if (relabel) {
                    throw XmlException.unsupported("resource relabeling is not compatible with 'none' label type");
                }
                return new SecurityLabel(type, given.model(), null, null, null, null);
            }
            case STATIC -> {
                if (given.label() == null) {
                    throw XmlException.invalid("security label is missing");
                }
            }
        }
        var label = given.withType(type).withRelabel(YesNo.of(relabel));
        return type == SecurityLabel.Type.DYNAMIC && options.inactive() ? label.withLabel(null) : label;
    }
}
