package io.jvirt.machine.interpret;
import io.jvirt.machine.cpu.decode.Instruction.Handler;
import java.util.Map;
final class SseConversions { private SseConversions() {} static void addTo(Map<String, Handler> table) {} }
