package io.jvirt.model.domain;

import io.jvirt.model.YesNo;
import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.XmlEnum;
import io.jvirt.model.xml.XmlName;

@Element("event")
public record PerfEvent(
        @Attr @Doc("The event.") Name name,
        @Attr @Doc("Whether it is counted.") YesNo enabled) {
    public enum Name implements XmlEnum {
        CMT, MBMT, MBML,
        @XmlName("cpu_cycles") CPU_CYCLES, INSTRUCTIONS,
        @XmlName("cache_references") CACHE_REFERENCES, @XmlName("cache_misses") CACHE_MISSES,
        @XmlName("branch_instructions") BRANCH_INSTRUCTIONS, @XmlName("branch_misses") BRANCH_MISSES,
        @XmlName("bus_cycles") BUS_CYCLES,
        @XmlName("stalled_cycles_frontend") STALLED_CYCLES_FRONTEND,
        @XmlName("stalled_cycles_backend") STALLED_CYCLES_BACKEND,
        @XmlName("ref_cpu_cycles") REF_CPU_CYCLES,
        @XmlName("cpu_clock") CPU_CLOCK, @XmlName("task_clock") TASK_CLOCK,
        @XmlName("page_faults") PAGE_FAULTS, @XmlName("context_switches") CONTEXT_SWITCHES,
        @XmlName("cpu_migrations") CPU_MIGRATIONS,
        @XmlName("page_faults_min") PAGE_FAULTS_MIN, @XmlName("page_faults_maj") PAGE_FAULTS_MAJ,
        @XmlName("alignment_faults") ALIGNMENT_FAULTS, @XmlName("emulation_faults") EMULATION_FAULTS
    }
}
