using System.Globalization;
using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.Models.Local;

/// <param name="Endpoint">Where the host of this build listens.</param>
/// <param name="ModelPath">Absolute path of the GGUF file.</param>
/// <param name="Load">How the host is to run it.</param>
/// <param name="Client">Who asks, for the host's log; also keeps the prompt caches of two clients apart.</param>
/// <param name="ConnectTimeout">Limit for reaching a host that listens.</param>
/// <param name="LoadTimeout">Limit for loading a model, shader compilation on a new GPU included.</param>
public sealed record LocalModelOptions(
    HostEndpoint Endpoint, string ModelPath, LoadOptions Load, string Client, TimeSpan ConnectTimeout, TimeSpan LoadTimeout)
{
    /// <summary>What was measured of models.</summary>
    public Confidences Confidences { get; init; } = Confidences.Shipped;

    /// <summary>Looks at the file before each loading.</summary>
    public Func<string, CancellationToken, Task<CheckedFile>> Check { get; init; } = static (_, _) => Task.FromResult(CheckedFile.Unknown);

    /// <summary>The name of the model on the wire: equal files under equal options are one model for all clients.</summary>
    public string ModelId(LoadOptions load) =>
        string.Create(CultureInfo.InvariantCulture, $"{ModelPath}#{load.Device}-{load.Threads}-{load.ContextTokens}-{load.GpuLayers}-{load.Sequences}{(load.Adapter is null ? "" : $"+{load.Adapter}")}{(load.Draft is null ? "" : $"~{load.Draft}")}");
}
