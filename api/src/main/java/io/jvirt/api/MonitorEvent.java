package io.jvirt.api;

import org.jspecify.annotations.Nullable;

/**
 * An event as QEMU's monitor sent it.
 *
 * @param domain the guest
 * @param event the QMP event's name
 * @param seconds when it happened, seconds since 1970
 * @param micros microseconds of that second
 * @param details the event's data as JSON, or null
 */
public record MonitorEvent(Domain domain, String event, long seconds, int micros, @Nullable String details) {}
