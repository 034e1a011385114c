namespace CodeAssist.Egress.Protocol;

/// <param name="Protocol">The client's <see cref="EgressProtocol.Version"/>.</param>
/// <param name="Token">What the broker gave to this client and to egress, and to nobody else.</param>
/// <param name="Client">Who is asking, for the log: <c>codeassist lsp 4711</c>.</param>
public sealed record HelloParams(int Protocol, string Token, string Client)
{
    /// <summary>Without the token, which belongs in no log.</summary>
    public override string ToString() => $"{Client}, protocol {Protocol}";
}

/// <param name="Protocol">The <see cref="EgressProtocol.Version"/> of egress.</param>
/// <param name="ProcessId">Its process id.</param>
/// <param name="Providers">Who can be asked; where nothing may leave the machine, at most the model server on it.</param>
public sealed record HelloResult(int Protocol, int ProcessId, IReadOnlyList<ProviderDescription> Providers);

/// <param name="Id">Short name: <c>openai</c>.</param>
/// <param name="Name">For people.</param>
/// <param name="Origin">The only place where its requests go.</param>
/// <param name="HasKey">Whether egress holds a key for it.</param>
public sealed record ProviderDescription(string Id, string Name, string Origin, bool HasKey);
