using CodeAssist.Egress.Protocol;

namespace CodeAssist.Models.Egress;

/// <summary>A file on its way. Disposing of it ends the download.</summary>
public interface IModelTransfer : IAsyncDisposable
{
    /// <summary>What is coming.</summary>
    DownloadHead Head { get; }

    /// <returns>The next bytes, none at the end; and why no more come.</returns>
    Task<(ReadOnlyMemory<byte> Bytes, EgressFailure? Failure)> ReadAsync(CancellationToken cancellationToken);
}
