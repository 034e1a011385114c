using CodeAssist.Processes.Isolation;

namespace CodeAssist.Processes.Tests.Isolation;

/// <summary>
/// The kernel's filter machine as far as our program uses it, so that the rules of a foreign architecture can be run here.
/// </summary>
internal static class FilterMachine
{
    /// <returns>What the kernel would do: allow, or refuse with an errno in the low bits.</returns>
    public static uint Run(IReadOnlyList<FilterInstruction> program, uint architecture, uint number, ulong firstArgument)
    {
        var accumulator = 0u;
        for (var next = 0; ;)
        {
            var instruction = program[next++];
            switch (instruction.Code)
            {
                case 0x20:
                    accumulator = instruction.Operand switch
                    {
                        0 => number,
                        4 => architecture,
                        16 => (uint)firstArgument,
                        _ => throw new InvalidOperationException($"Loads an unknown word at {instruction.Operand}."),
                    };
                    break;
                case 0x15:
                    next += accumulator == instruction.Operand ? instruction.JumpIfTrue : instruction.JumpIfFalse;
                    break;
                case 0x35:
                    next += accumulator >= instruction.Operand ? instruction.JumpIfTrue : instruction.JumpIfFalse;
                    break;
                case 0x06:
                    return instruction.Operand;
                default:
                    throw new InvalidOperationException($"Unknown instruction {instruction.Code:x}.");
            }
        }
    }
}
