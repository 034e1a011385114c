using System.Runtime.InteropServices;

namespace CodeAssist.Processes.Isolation;

/// <summary>One instruction of the kernel's filter machine (<c>struct sock_filter</c>).</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct FilterInstruction(ushort Code, byte JumpIfTrue, byte JumpIfFalse, uint Operand);
