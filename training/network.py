"""The encoder: MiniLM's lower layers, kept, and upper layers of its own, with heads.

The embeddings and the first `kept` layers are the original's, frozen, so the
package holds them once and the sentence vectors stay the original's. The layers
above are copies that are trained for reading.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from training.labels import HABITS, TAGS


@dataclass(frozen=True)
class Shape:
    """Sizes of the network.

    Attributes:
        kept: How many of the original's layers stay frozen and shared.
        trained: How many copied layers follow, from the original's layer `kept` on.
        upos, feats, lemmas, labels: Sizes of the label sets.
    """

    kept: int = 2
    trained: int = 4
    upos: int = 17
    feats: int = 107
    lemmas: int = 257
    labels: int = 49
    width: int = 384
    arcs: int = 256
    relations: int = 256
    dropout: float = 0.1

    def asdict(self) -> dict[str, float]:
        """Return the sizes as plain data."""
        return asdict(self)


class Layer(nn.Module):
    """One layer of BERT, with the names of its parts in one word each."""

    def __init__(self, width: int = 384, heads: int = 12, dropout: float = 0.1) -> None:
        """Make a layer with fresh weights."""
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, 4 * width)
        self.down = nn.Linear(4 * width, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.dropout = dropout

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Return the states after attention and the feed-forward part."""
        b, p, d = x.shape
        q, k, v = (t.view(b, p, self.heads, d // self.heads).transpose(1, 2) for t in self.qkv(x).chunk(3, -1))
        rate = self.dropout if self.training else 0.0
        scores = q @ k.transpose(-1, -2) * (d // self.heads) ** -0.5 + bias
        weights = F.dropout(scores.softmax(-1), rate, self.training)
        y = (weights @ v).transpose(1, 2).reshape(b, p, d)
        x = self.norm1(x + F.dropout(self.out(y), rate, self.training))
        y = self.down(F.gelu(self.up(x)))
        return self.norm2(x + F.dropout(y, rate, self.training))

    def load(self, weights: dict[str, Tensor], number: int) -> None:
        """Copy one layer of the original."""
        p = f"encoder.layer.{number}."
        for kind in ("weight", "bias"):
            parts = [weights[f"{p}attention.self.{n}.{kind}"] for n in ("query", "key", "value")]
            getattr(self.qkv, kind).data.copy_(torch.cat(parts))
            for mine, theirs in (
                (self.out, "attention.output.dense"),
                (self.norm1, "attention.output.LayerNorm"),
                (self.up, "intermediate.dense"),
                (self.down, "output.dense"),
                (self.norm2, "output.LayerNorm"),
            ):
                getattr(mine, kind).data.copy_(weights[f"{p}{theirs}.{kind}"])


class Trunk(nn.Module):
    """Embeddings and layers of the original."""

    def __init__(self, layers: int, width: int = 384) -> None:
        """Make the embeddings and so many layers."""
        super().__init__()
        self.words = nn.Embedding(30522, width)
        self.places = nn.Embedding(512, width)
        self.kinds = nn.Parameter(torch.zeros(width))
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, dropout=0.0) for _ in range(layers))

    def load(self, weights: dict[str, Tensor]) -> None:
        """Copy the original."""
        self.words.weight.data.copy_(weights["embeddings.word_embeddings.weight"])
        self.places.weight.data.copy_(weights["embeddings.position_embeddings.weight"])
        self.kinds.data.copy_(weights["embeddings.token_type_embeddings.weight"][0])
        self.norm.weight.data.copy_(weights["embeddings.LayerNorm.weight"])
        self.norm.bias.data.copy_(weights["embeddings.LayerNorm.bias"])
        for number, layer in enumerate(self.layers):
            layer.load(weights, number)

    def forward(self, ids: Tensor, bias: Tensor) -> Tensor:
        """Return the states of all pieces."""
        x = self.words(ids) + self.places.weight[: ids.shape[1]] + self.kinds
        x = self.norm(x)
        for layer in self.layers:
            x = layer(x, bias)
        return x


class Reader(nn.Module):
    """What reads: trunk, trained layers, heads."""

    def __init__(self, shape: Shape) -> None:
        """Make the network; `load_original` fills in MiniLM."""
        super().__init__()
        self.shape = shape
        self.trunk = Trunk(shape.kept)
        self.shapes = nn.Embedding(8, shape.width)
        self.gaps = nn.Embedding(3, shape.width)
        nn.init.normal_(self.shapes.weight, std=0.02)
        nn.init.normal_(self.gaps.weight, std=0.02)
        self.layers = nn.ModuleList(Layer(shape.width, dropout=shape.dropout) for _ in range(shape.trained))
        self.tags = nn.Linear(shape.width, shape.upos + shape.feats + shape.lemmas + len(TAGS) + 1)
        self.dependent = nn.Linear(shape.width, shape.arcs)
        self.head = nn.Linear(shape.width, shape.arcs)
        self.root = nn.Parameter(torch.randn(shape.arcs) * 0.02)
        self.arcs = nn.Parameter(torch.empty(shape.arcs, shape.arcs))
        nn.init.xavier_uniform_(self.arcs)
        self.heading = nn.Parameter(torch.zeros(shape.arcs))
        self.relation_dependent = nn.Linear(shape.width, shape.relations)
        self.relation_head = nn.Linear(shape.width, shape.relations)
        self.relation_root = nn.Parameter(torch.zeros(shape.relations))
        self.relations = nn.Linear(shape.relations, shape.labels)

    def load_original(self, path: str) -> None:
        """Fill trunk and trained layers from the original's safetensors file."""
        weights = load_file(path)
        self.trunk.load(weights)
        self.trunk.requires_grad_(False)
        for number, layer in enumerate(self.layers):
            layer.load(weights, self.shape.kept + number)

    def states(self, ids: Tensor, mask: Tensor, shapes: Tensor, gaps: Tensor, first: Tensor) -> Tensor:
        """Return one state per word."""
        bias = (1.0 - mask.float())[:, None, None, :] * -1e4
        x = self.trunk(ids, bias)
        x = x + self.shapes(shapes) + self.gaps(gaps)
        for layer in self.layers:
            x = layer(x, bias)
        return x.gather(1, first.unsqueeze(-1).expand(-1, -1, x.shape[-1]))

    def forward(
        self, ids: Tensor, mask: Tensor, shapes: Tensor, gaps: Tensor, first: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Return tag scores, arc scores and the two sides of the relations.

        Shapes: (B, W, tags), (B, W, 1 + W), (B, W, R), (B, 1 + W, R); column 0
        of the arcs is the root.
        """
        return self.score(self.states(ids, mask, shapes, gaps, first))

    def score(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Return what `forward` returns, from the states of the words."""
        rate = 0.2 if self.training else 0.0
        x = F.dropout(x, rate, self.training)
        tags = self.tags(x)
        dependent = F.dropout(F.gelu(self.dependent(x)), rate, self.training)
        head = F.dropout(F.gelu(self.head(x)), rate, self.training)
        root = self.root.expand(x.shape[0], 1, -1)
        head = torch.cat([root, head], 1)
        arcs = dependent @ self.arcs @ head.transpose(1, 2)
        arcs = arcs + (head @ self.heading.unsqueeze(-1)).transpose(1, 2)
        left = self.relation_dependent(x)
        right = self.relation_head(x)
        right = torch.cat([self.relation_root.expand(x.shape[0], 1, -1), right], 1)
        return tags, arcs, left, right

    def label(self, left: Tensor, right: Tensor) -> Tensor:
        """Score the relations of chosen pairs (…, R), (…, R)."""
        x = F.relu(left + right)
        return self.relations(F.dropout(x, 0.2 if self.training else 0.0, self.training))

    def split_tags(self, tags: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Cut the tag scores into upos, feats, lemmas, names, starts."""
        s = self.shape
        upos, feats, lemmas, names, starts = tags.split([s.upos, s.feats, s.lemmas, len(TAGS), 1], -1)
        return upos, feats, lemmas, names, starts


class Habits(nn.Module):
    """What corpora call a name otherwise than the rest: additions to the scores of names, for training alone.

    They begin at nothing, so that the shared head learns all that the corpora have in common.
    """

    def __init__(self, width: int = 384) -> None:
        """Make the additions."""
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(len(HABITS), len(TAGS), width))
        self.bias = nn.Parameter(torch.zeros(len(HABITS), len(TAGS)))

    def forward(self, x: Tensor, habits: Tensor) -> Tensor:
        """Return the additions, shape (B, W, tags); nothing where the habit is -1."""
        out = x.new_zeros(*habits.shape, len(TAGS))
        for number in range(len(HABITS)):
            here = habits == number
            if here.any():
                out[here] = x[here] @ self.weight[number].T + self.bias[number]
        return out


def losses(
    reader: Reader, batch: dict[str, Tensor], habits: Habits | None = None, smoothing: float = 0.0
) -> dict[str, Tensor]:
    """Return the loss of every head, each a mean over the words it is known for.

    `smoothing` is the part of the probability that is spread over all labels, and, of heads, over the words of the
    same sentence.
    """
    x = reader.states(batch["ids"], batch["mask"], batch["shapes"], batch["gaps"], batch["first"])
    tags, arcs, left, right = reader.score(x)
    upos, feats, lemmas, names, starts = reader.split_tags(tags)
    out = {
        name: F.cross_entropy(scores[batch[name] >= 0], batch[name][batch[name] >= 0], label_smoothing=smoothing)
        for name, scores in (("upos", upos), ("feats", feats), ("lemmas", lemmas))
        if (batch[name] >= 0).any()
    }
    known = batch["starts"] >= 0
    if known.any():
        out["starts"] = F.binary_cross_entropy_with_logits(starts.squeeze(-1)[known], batch["starts"][known].float())
    if habits is not None:
        names = names + habits(x, batch["habits"])
    out["names"] = _names_loss(names, batch["names"], batch["weights"])
    heads = batch["heads"]
    known = heads >= 0
    if known.any():
        number = batch["sentence"]
        same = number.unsqueeze(2) == number.unsqueeze(1)
        root = torch.ones_like(same[:, :, :1])
        arcs = arcs.masked_fill(~torch.cat([root, same], 2), -1e4)
        out["heads"] = _heads_loss(arcs[known], heads[known], smoothing)
        row = torch.arange(len(heads), device=heads.device).unsqueeze(1).expand_as(heads)
        scores = reader.label(left[known], right[row[known], heads[known]])
        gold = batch["labels"][known]
        out["labels"] = F.cross_entropy(scores, gold, ignore_index=-1, label_smoothing=smoothing)
    return out


def _heads_loss(arcs: Tensor, heads: Tensor, smoothing: float) -> Tensor:
    """Cross-entropy of heads; what is smoothed goes to the candidates that are not masked."""
    plain = F.cross_entropy(arcs, heads)
    if not smoothing:
        return plain
    open_ = arcs > -5e3
    logs = arcs.log_softmax(-1).masked_fill(~open_, 0.0)
    spread = -(logs.sum(-1) / open_.sum(-1)).mean()
    return (1 - smoothing) * plain + smoothing * spread


def _names_loss(scores: Tensor, allowed: Tensor, weights: Tensor) -> Tensor:
    """Minus the logarithm of the probability of all tags that are allowed."""
    full = (1 << len(TAGS)) - 1
    known = allowed != full
    if not known.any():
        return scores.sum() * 0.0
    bits = torch.arange(len(TAGS), device=scores.device)
    fits = (allowed[known].unsqueeze(-1) >> bits) & 1
    logs = scores[known].log_softmax(-1).masked_fill(fits == 0, -1e4)
    loss = -logs.logsumexp(-1) * weights[known]
    return loss.sum() / weights[known].sum()
