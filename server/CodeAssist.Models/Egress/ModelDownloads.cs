using CodeAssist.Egress.Protocol;
using CodeAssist.JsonRpc;

namespace CodeAssist.Models.Egress;

/// <summary>Downloads of models through egress.</summary>
/// <param name="link">The way there, which goes with this.</param>
/// <param name="approval">By whose word, for the record: the command that the user gave.</param>
public sealed class ModelDownloads(EgressLink link, string approval) : IModelSource
{
    private static readonly EgressFailure _gone = new(EgressFailureKind.Interrupted, "The process that reaches the network has ended.", "Pull it again: what has come is kept.");

    /// <inheritdoc />
    public async Task<(IModelTransfer? Stream, EgressFailure? Failure)> OpenAsync(string model, int file, int part, long from, string? tag, CancellationToken cancellationToken)
    {
        var (connection, failure) = await link.OpenAsync(cancellationToken);
        if (connection is null)
        {
            return (null, failure);
        }

        var (id, _) = connection.Open(new CallNote(new CallReason("models", "download of a model", approval), Repositories: ""));
        try
        {
            var result = await connection.OpenDownloadAsync(new DownloadOpenParams(id, model, file, from, tag, part), cancellationToken);
            if (result.Head is { } head)
            {
                return (new Piecewise(connection, id, head), null);
            }

            connection.Settle(id, result.Failure);
            return (null, result.Failure);
        }
        catch (Exception exception) when (exception is ConnectionClosedException or JsonRpcException)
        {
            var ended = exception is ConnectionClosedException ? await link.ExplainEndAsync(cancellationToken) : _gone;
            connection.Settle(id, ended);
            return (null, ended);
        }
    }

    /// <summary>Looks in the hubs for what the user named at the start.</summary>
    /// <returns>Exactly one of the two.</returns>
    public async Task<(IReadOnlyList<HubFinding>? Found, EgressFailure? Failure)> SearchAsync(CancellationToken cancellationToken)
    {
        var (connection, failure) = await link.OpenAsync(cancellationToken);
        if (connection is null)
        {
            return (null, failure);
        }

        var (id, _) = connection.Open(new CallNote(new CallReason("models", "search for a model", approval), Repositories: ""));
        try
        {
            var result = await connection.SearchAsync(new ModelSearchParams(id), cancellationToken);
            connection.Settle(id, result.Failure);
            return (result.Found, result.Failure);
        }
        catch (Exception exception) when (exception is ConnectionClosedException or JsonRpcException)
        {
            var ended = exception is ConnectionClosedException ? await link.ExplainEndAsync(cancellationToken) : _gone;
            connection.Settle(id, ended);
            return (null, ended);
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => link.DisposeAsync();

    private sealed class Piecewise(EgressConnection connection, string id, DownloadHead head) : IModelTransfer
    {
        private bool _over;

        public DownloadHead Head => head;

        public async Task<(ReadOnlyMemory<byte> Bytes, EgressFailure? Failure)> ReadAsync(CancellationToken cancellationToken)
        {
            try
            {
                var result = await connection.ReadDownloadAsync(new DownloadReadParams(id, Close: false), cancellationToken);
                _over = result.Bytes.Length == 0;
                return (result.Bytes, result.Failure);
            }
            catch (Exception exception) when (exception is ConnectionClosedException or JsonRpcException)
            {
                _over = true;
                return (ReadOnlyMemory<byte>.Empty, _gone);
            }
        }

        public async ValueTask DisposeAsync()
        {
            if (!_over)
            {
                try
                {
                    await connection.ReadDownloadAsync(new DownloadReadParams(id, Close: true), CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(2));
                }
                catch (Exception exception) when (exception is ConnectionClosedException or JsonRpcException or TimeoutException)
                {
                    // It is over all the same: the connection that it ran on is closed, or will be.
                }
            }

            connection.Settle(id, _over ? null : _gone);
        }
    }
}
