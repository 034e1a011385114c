using CodeAssist.Core.Models;
using CodeAssist.Models.Local;
using CodeAssist.Processes.Broker;
using Microsoft.Extensions.Logging;

namespace CodeAssist.Server.Composition;

/// <summary>Lets the broker start the host for the room that may not start anything.</summary>
internal sealed partial class BrokerLauncher(BrokerProcess broker, ProductFiles product, ILogger logger) : IModelHostLauncher
{
    public async Task<ModelFailure?> LaunchAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(product.Host))
        {
            return new ModelFailure(
                ModelFailureKind.Unusable, $"The model host is missing: {product.Host}.", "Install CodeAssist again, or run `npm start`.");
        }

        if (await broker.StartModelHostAsync(cancellationToken) is not HostStart.Failed { Failure: var failure })
        {
            return null;
        }

        if (failure.Detail is { } lastWords)
        {
            Log.LastWords(logger, lastWords);
        }

        return new ModelFailure(ModelFailureKind.HostUnavailable, failure.Message, failure.NextStep);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The model host did not start. Its last words: {LastWords}")]
        public static partial void LastWords(ILogger logger, string lastWords);
    }
}
