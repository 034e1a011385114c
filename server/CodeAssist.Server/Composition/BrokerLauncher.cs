using CodeAssist.Core.Models;
using CodeAssist.Models.Local;
using CodeAssist.Processes.Broker;

namespace CodeAssist.Server.Composition;

/// <summary>Lets the broker start the host for the room that may not start anything.</summary>
internal sealed class BrokerLauncher(BrokerProcess broker, ProductFiles product) : IModelHostLauncher
{
    public async Task<ModelFailure?> LaunchAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(product.Host))
        {
            return new ModelFailure(
                ModelFailureKind.Unusable, $"The model host is missing: {product.Host}.", "Install CodeAssist again, or run `npm start`.");
        }

        return await broker.StartModelHostAsync(cancellationToken) is HostStart.Failed { Failure: var failure }
            ? new ModelFailure(ModelFailureKind.HostUnavailable, failure.Message, failure.NextStep)
            : null;
    }
}
