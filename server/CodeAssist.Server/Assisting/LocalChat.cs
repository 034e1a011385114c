using CodeAssist.Core.Models;
using CodeAssist.Core.Providers;
using CodeAssist.Core.Routing;
using CodeAssist.Models.Local;
using Microsoft.Extensions.AI;

namespace CodeAssist.Server.Assisting;

/// <summary>The models in this program's own host: the one that completes, and the one that holds conversations where the user named one.</summary>
/// <param name="completionPath">The file of the model that completes; empty for the built-in one.</param>
/// <param name="chatPath">The file of the chat model; empty for none.</param>
/// <param name="model">The chat model; null for none.</param>
/// <param name="time">Dates what a file says.</param>
internal sealed class LocalChat(string completionPath, string chatPath, LocalModel? model, TimeProvider time) : IAsyncDisposable
{
    /// <summary>Id of the provider: this program's own host.</summary>
    public const string Provider = "local";

    /// <summary>Longer than it takes to load any model that suits a machine.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    private readonly LocalChatClient? _client = model is null ? null : new LocalChatClient(model, LocalChatOptions.Default);

    /// <summary>Raised while the chat model loads: how far, 0 to 1. Handlers must not block.</summary>
    public event Action<double>? Loading;

    public IChatClient Client => _client ?? throw new InvalidOperationException("There is no chat model on this machine.");

    /// <param name="mayLoad">Whether the chat model is loaded where it is not; otherwise it is taken as what is known of it.</param>
    /// <param name="cancellationToken">Ends the wait, not the loading.</param>
    public async Task<IReadOnlyList<RoutableModel>> ReadAsync(bool mayLoad, CancellationToken cancellationToken)
    {
        var completes = Model(completionPath.Length == 0 ? "built-in" : Name(completionPath)) with
        {
            FillsIn = true,
            Standing = new ModelStanding.CannotChat("It completes code and holds no conversations; model.chat names the file of a model that does."),
        };
        if (_client is null)
        {
            return [completes];
        }

        var availability = mayLoad ? await LoadAsync(_client, model!, cancellationToken) : _client.Availability;
        var chats = availability switch
        {
            ChatAvailability.Ready { Model: var loaded } => Known(Model(Name(chatPath)), loaded),
            ChatAvailability.Unavailable { Failure: var failure } => Model(Name(chatPath)) with { Standing = new ModelStanding.CannotChat($"{failure.Message} {failure.NextStep}") },
            _ => Model(Name(chatPath)),
        };
        return string.Equals(completes.Id, chats.Id, StringComparison.Ordinal) ? [chats with { FillsIn = true }] : [completes, chats];
    }

    public ValueTask DisposeAsync() => model?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<ChatAvailability> LoadAsync(LocalChatClient client, LocalModel chat, CancellationToken cancellationToken)
    {
        chat.Changed += Tell;
        try
        {
            return await client.GetReadyAsync(_patience, cancellationToken);
        }
        finally
        {
            chat.Changed -= Tell;
        }
    }

    private void Tell(ModelAvailability availability)
    {
        if (availability is ModelAvailability.Loading { Fraction: var fraction })
        {
            Loading?.Invoke(fraction);
        }
    }

    private static string Name(string path) => Path.GetFileNameWithoutExtension(path);

    private static RoutableModel Model(string name) => new(new ModelCard(Provider, name, name), Tier.Local, ModelStanding.Ready, TokenPrice.Free) { IsOwn = true };

    // Answers of the host can always be held to a schema; tools it does not call.
    private RoutableModel Known(RoutableModel model, LocalChatModel loaded)
    {
        var today = DateOnly.FromDateTime(time.GetLocalNow().Date);
        return model with
        {
            Card = model.Card with
            {
                Name = loaded.Name,
                ContextTokens = new Fact<int>(loaded.ContextTokens, chatPath, today),
                JsonSchema = new Fact<bool>(Value: true, chatPath, today),
                Tools = new Fact<bool>(Value: false, chatPath, today),
            },
        };
    }
}
