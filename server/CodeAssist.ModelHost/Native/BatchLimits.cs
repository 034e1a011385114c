using System.Runtime.InteropServices;

namespace CodeAssist.ModelHost.Native;

/// <param name="Tokens">Most rows of one decode.</param>
/// <param name="Outputs">Most rows of one decode that may ask for logits.</param>
/// <param name="Sequences">Sequences of the context.</param>
/// <param name="ContextTokens">Tokens one sequence can hold.</param>
/// <param name="Vocabulary">Tokens in the vocabulary.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct BatchLimits(int Tokens, int Outputs, int Sequences, int ContextTokens, int Vocabulary);
