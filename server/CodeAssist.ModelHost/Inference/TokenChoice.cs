using System.Runtime.InteropServices;

namespace CodeAssist.ModelHost.Inference;

/// <param name="Token">The chosen token.</param>
/// <param name="LogProbability">Natural logarithm of its probability under the model itself, before temperature and cuts.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TokenChoice(int Token, double LogProbability);
