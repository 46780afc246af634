package io.jvirt.machine.interpret;
import io.jvirt.machine.cpu.decode.Instruction.Handler;
import java.util.Map;
final class X87Handlers { private X87Handlers() {} static void addTo(Map<String, Handler> table) {} }
