using System.Runtime.InteropServices;

namespace CodeAssist.ModelHost.Native;

/// <summary><c>llama_token_data</c>: 12 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct LlamaCandidate
{
    public int Token;

    /// <summary>Minus infinity once a sampler has ruled the token out.</summary>
    public float Logit;

    public float Probability;
}
