using System.Text.Json.Serialization.Metadata;
using CodeAssist.JsonRpc;
using CodeAssist.Lsp.Protocol;

namespace CodeAssist.Lsp.Dispatch;

/// <summary>Every method of a server with its mode and its handler: the one screen that tells what the server speaks.</summary>
/// <remarks>
/// Serializers are named and not handed over: each is only built when its method is first called, not while the editor waits for our start.
/// <c>shutdown</c>, <c>exit</c>, <c>$/setTrace</c>, progress cancels and <c>codeassist/debugInfo</c> are the server's own.
/// </remarks>
public sealed class HandlerTable<TSession, TSnapshot>
    where TSession : ISession<TSnapshot>
{
    private readonly Dictionary<string, NotificationHandler<TSession>> _notifications = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RequestHandler<TSession, TSnapshot>> _requests = new(StringComparer.Ordinal);

    /// <summary>Sets the handler of <c>initialize</c>.</summary>
    public HandlerTable<TSession, TSnapshot> Initialize(IAnsweringMutation<TSession, InitializeParams, InitializeResult> handler) =>
        Mutate(LspMethod.Initialize, static json => json.InitializeParams, static json => json.InitializeResult, handler);

    /// <summary>A notification that changes the session.</summary>
    public HandlerTable<TSession, TSnapshot> Mutate<TParams>(
        string method, Func<LspJsonContext, JsonTypeInfo<TParams>> parametersType, IMutation<TSession, TParams> handler)
    {
        _notifications.Add(method, (session, notification) =>
        {
            if (notification.TryReadParameters(parametersType(LspJsonContext.Default), out var parameters, out var problem))
            {
                handler.Apply(session, parameters);
            }

            return problem;
        });
        return this;
    }

    /// <summary>A request that changes the session.</summary>
    public HandlerTable<TSession, TSnapshot> Mutate<TParams, TResult>(
        string method,
        Func<LspJsonContext, JsonTypeInfo<TParams>> parametersType,
        Func<LspJsonContext, JsonTypeInfo<TResult>> resultType,
        IAnsweringMutation<TSession, TParams, TResult> handler)
    {
        _requests.Add(method, new RequestHandler<TSession, TSnapshot>.Mutation((session, request) =>
        {
            if (!request.TryReadParameters(parametersType(LspJsonContext.Default), out var parameters, out var problem))
            {
                request.TryFail(ErrorMapping.InvalidParams(problem));
                return null;
            }

            request.TryAnswer(handler.Apply(session, parameters), resultType(LspJsonContext.Default));
            return parameters;
        }));
        return this;
    }

    /// <summary>A request that reads a snapshot.</summary>
    /// <param name="method">Its name.</param>
    /// <param name="mode"><see cref="RequestMode.ReadOnly"/> or <see cref="RequestMode.Background"/>.</param>
    /// <param name="parametersType">Serializer of the parameters.</param>
    /// <param name="resultType">Serializer of the result.</param>
    /// <param name="handler">Who answers.</param>
    /// <param name="latestWinsPer">
    /// When given, a newer request with the same key cancels the older one, which is then answered with <paramref name="superseded"/>.
    /// </param>
    /// <param name="superseded">The answer to a request that a newer one has taken the place of; <c>null</c> on the wire where it is not given.</param>
    public HandlerTable<TSession, TSnapshot> Query<TParams, TResult>(
        string method,
        RequestMode mode,
        Func<LspJsonContext, JsonTypeInfo<TParams>> parametersType,
        Func<LspJsonContext, JsonTypeInfo<TResult>> resultType,
        IQuery<TSnapshot, TParams, TResult> handler,
        Func<TParams, string>? latestWinsPer = null,
        TResult? superseded = default)
    {
        if (mode is not (RequestMode.ReadOnly or RequestMode.Background))
        {
            throw new ArgumentOutOfRangeException(nameof(mode), mode, "A query only reads.");
        }

        _requests.Add(method, new RequestHandler<TSession, TSnapshot>.Query(mode, request =>
        {
            if (!request.TryReadParameters(parametersType(LspJsonContext.Default), out var parameters, out var problem))
            {
                request.TryFail(ErrorMapping.InvalidParams(problem));
                return null;
            }

            return new PreparedQuery<TSnapshot>(
                latestWinsPer is null ? null : (method, latestWinsPer(parameters)),
                async (snapshot, cancellationToken) =>
                    request.TryAnswer(await handler.AnswerAsync(snapshot, parameters, cancellationToken), resultType(LspJsonContext.Default)),
                () => request.TryAnswer(superseded!, resultType(LspJsonContext.Default)));
        }));
        return this;
    }

    internal NotificationHandler<TSession>? Find(IncomingNotification notification) =>
        _notifications.GetValueOrDefault(notification.Method);

    internal RequestHandler<TSession, TSnapshot>? Find(IncomingRequest request) => _requests.GetValueOrDefault(request.Method);
}
