using CodeAssist.Core.LocalModels;
using CodeAssist.Core.Models;
using CodeAssist.Core.Providers;
using CodeAssist.Core.Routing;
using CodeAssist.Models.Local;
using Microsoft.Extensions.AI;

namespace CodeAssist.Server.Assisting;

/// <summary>The models in this program's own host: the one that completes, and the one that holds conversations where the user named one.</summary>
internal sealed class LocalChat : IAsyncDisposable
{
    /// <summary>Id of the provider: this program's own host.</summary>
    public const string Provider = "local";

    /// <summary>Longer than it takes to load any model that suits a machine.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    private readonly Func<string, LocalModel> _create;
    private readonly TimeProvider _time;
    private volatile string _completionPath;
    private volatile Chat? _chat;

    /// <param name="completionPath">The file of the model that completes; empty for the built-in one.</param>
    /// <param name="chatPath">The file of the chat model; empty for none.</param>
    /// <param name="create">Makes a model of a file; nothing is loaded before it is asked.</param>
    /// <param name="time">Dates what a file says.</param>
    public LocalChat(string completionPath, string chatPath, Func<string, LocalModel> create, TimeProvider time)
    {
        (_completionPath, _create, _time) = (completionPath, create, time);
        _chat = chatPath.Length == 0 ? null : Chat.Over(create(chatPath));
    }

    /// <summary>Raised while the chat model loads: how far, 0 to 1. Handlers must not block.</summary>
    public event Action<double>? Loading;

    /// <summary>The file of the chat model; empty for none.</summary>
    public string ChatPath => _chat?.Model.Path ?? "";

    public IChatClient Client => _chat?.Client ?? throw new InvalidOperationException("There is no chat model on this machine.");

    /// <summary>Gives a file a job from now on. The chat model is loaded when it is asked first.</summary>
    /// <param name="role">The job.</param>
    /// <param name="path">Absolute path of the file.</param>
    public async Task UseAsync(ModelRole role, string path)
    {
        if (role is ModelRole.Completion)
        {
            _completionPath = path;
            return;
        }

        var before = _chat;
        if (!string.Equals(before?.Model.Path, path, StringComparison.Ordinal))
        {
            _chat = Chat.Over(_create(path));
            await (before?.Model.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    /// <param name="mayLoad">Whether the chat model is loaded where it is not; otherwise it is taken as what is known of it.</param>
    /// <param name="cancellationToken">Ends the wait, not the loading.</param>
    public async Task<IReadOnlyList<RoutableModel>> ReadAsync(bool mayLoad, CancellationToken cancellationToken)
    {
        var (completionPath, chat) = (_completionPath, _chat);
        var completes = Model(completionPath.Length == 0 ? "built-in" : Name(completionPath)) with
        {
            FillsIn = true,
            Standing = new ModelStanding.CannotChat("It completes code and holds no conversations; model.chat names the file of a model that does."),
        };
        if (chat is null)
        {
            return [completes];
        }

        var availability = mayLoad ? await LoadAsync(chat, cancellationToken) : chat.Client.Availability;
        var chatPath = chat.Model.Path;
        var chats = availability switch
        {
            ChatAvailability.Ready { Model: var loaded } => Known(Model(Name(chatPath)), loaded, chatPath),
            ChatAvailability.Unavailable { Failure: var failure } => Model(Name(chatPath)) with { Standing = new ModelStanding.CannotChat($"{failure.Message} {failure.NextStep}") },
            _ => Model(Name(chatPath)),
        };
        return string.Equals(completes.Id, chats.Id, StringComparison.Ordinal) ? [chats with { FillsIn = true }] : [completes, chats];
    }

    public ValueTask DisposeAsync() => _chat?.Model.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<ChatAvailability> LoadAsync(Chat chat, CancellationToken cancellationToken)
    {
        chat.Model.Changed += Tell;
        try
        {
            return await chat.Client.GetReadyAsync(_patience, cancellationToken);
        }
        finally
        {
            chat.Model.Changed -= Tell;
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
    private RoutableModel Known(RoutableModel model, LocalChatModel loaded, string chatPath)
    {
        var today = DateOnly.FromDateTime(_time.GetLocalNow().Date);
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

    private sealed record Chat(LocalModel Model, LocalChatClient Client)
    {
        public static Chat Over(LocalModel model) => new(model, new LocalChatClient(model, LocalChatOptions.Default));
    }
}
