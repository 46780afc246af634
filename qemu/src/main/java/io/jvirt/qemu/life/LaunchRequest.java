package io.jvirt.qemu.life;

import io.jvirt.model.domain.DomainDescription;
import io.jvirt.qemu.store.Layout;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a command line is made for.
 *
 * @param description the document, with the run's number and resolved ports
 * @param layout where things are kept
 * @param folder the run's private folder
 * @param monitor number of the listening descriptor that QEMU's monitor is to accept on
 * @param incoming number of a descriptor with the state to begin with, or null for a fresh boot
 */
public record LaunchRequest(
        DomainDescription description, Layout layout, Path folder, int monitor, @Nullable Integer incoming) {}
