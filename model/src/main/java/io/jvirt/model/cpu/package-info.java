/**
 * What is known of CPUs: features of x86 with their place in CPUID or a model-specific register, the models that documents
 * name, and how CPUs compare. Facts only; asking this host or a hypervisor is others' work.
 */
@org.jspecify.annotations.NullMarked
package io.jvirt.model.cpu;
