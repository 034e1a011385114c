using System.Runtime.InteropServices;

namespace CodeAssist.Context.Outline;

/// <summary>How far a member reaches.</summary>
/// <param name="Body">Offset of what begins its body; null where it has none.</param>
/// <param name="End">The line after its last.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MemberExtent(int? Body, int End);
