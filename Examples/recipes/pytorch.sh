#!/bin/sh
# How do I use a model in PyTorch?
# usage: pytorch.sh FOLDER
# needs: python3 numpy torch safetensors
set -eu
python3 -c 'import numpy, torch, safetensors' 2> /dev/null ||
    { echo "pytorch.sh: needs packages of python3: pip install numpy torch safetensors" >&2; exit 69; }
examples=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$1"
cd "$1"

vae-fit --latent 10 --hidden 200 --epochs "${EPOCHS:-100}" -o model.safetensors "$examples/digits.bin"

python3 <<'END'
import numpy as np, torch
from safetensors.torch import load_file
from torch import nn

vae = nn.ModuleDict({
    "encoder": nn.Sequential(nn.Linear(64, 200), nn.SiLU(), nn.Linear(200, 20)),
    "decoder": nn.Sequential(nn.Linear(10, 200), nn.SiLU(), nn.Linear(200, 64)),
})
vae.load_state_dict(load_file("model.safetensors"))

# A digit that the decoder finds as white as can be, by gradient ascent from ten places.
torch.manual_seed(1)
z = torch.randn(10, 10, requires_grad=True)
images = []
for step in range(12):
    x = torch.sigmoid(vae["decoder"](z))
    (x.sum() - 2 * z.square().sum()).backward()
    with torch.no_grad():
        z += 0.02 * z.grad
        z.grad.zero_()
    if step % 2 == 0:
        images.append(x.detach().numpy().reshape(-1, 8, 8))
np.save("ascent.npy", np.concatenate(images))
END
vae-png --columns 10 -o pytorch.png ascent.npy
